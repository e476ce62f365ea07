"""Areas by point, and their outlines."""
