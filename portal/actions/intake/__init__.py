"""Takes complaints in, from a form, a file or a generator: each once, and updated when its source changes it."""
