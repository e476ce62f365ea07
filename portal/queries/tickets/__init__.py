"""One ticket, and every list of tickets."""
