"""The city as a whole: the state of its log and data, and whether it can be served."""
