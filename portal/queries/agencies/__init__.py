"""Agencies: their names, all of them side by side, and the scorecard of each."""
