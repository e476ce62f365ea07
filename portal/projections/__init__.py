"""What follows the log: readings with their own cursors and tables, all of which can be thrown away and rebuilt."""
