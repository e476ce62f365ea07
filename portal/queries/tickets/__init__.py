"""One ticket (Open311: service request), and every list of tickets."""
