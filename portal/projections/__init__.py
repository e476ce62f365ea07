"""What follows the log: projections, each with a checkpoint and tables of its own, that can be dropped and rebuilt."""
