"""Photos and documents: what waits with a form, what the public sees of an event, and who may see a file."""
