"""Photos and documents as files: read with suspicion, written anew for the public, and kept."""
