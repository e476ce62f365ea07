"""A first mapping for a file that nobody has described: every line of it runs, and says where it guessed."""
