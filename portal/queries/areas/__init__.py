"""The city's areas: which one a point lies in, and their outlines."""
