"""The map: its page, its layers, and what lies within a frame of it."""
