"""How reports come in from other systems: a row becomes a Record, or a problem with its line, field and reason."""
