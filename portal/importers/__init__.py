"""How complaints come in: a foreign shape becomes a Record, or a Problem with its line and reason."""
