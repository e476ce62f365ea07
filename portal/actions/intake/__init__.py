"""Complaints come in: from a form, a file or a generator, each once, and again when their source changes them."""
