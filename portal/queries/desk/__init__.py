"""The desk: an officer's queue, a ticket to work on, and who is signed in."""
