"""How things change: one verb a function, one commit at its end. The only room that writes tickets, events and people."""
