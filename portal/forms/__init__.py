"""What was typed: one form a file; courtesy to the person, the tables defend themselves."""
