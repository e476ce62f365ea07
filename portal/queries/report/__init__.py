"""What the steps of a report need to know, and what its reporter may read of it afterwards."""
