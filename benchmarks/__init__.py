"""What is measured, against what: every budget of the design, in one run on one machine."""
