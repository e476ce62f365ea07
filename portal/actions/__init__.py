"""How things change: one verb a function, one commit at its end. Nothing else writes tickets, events and people."""
