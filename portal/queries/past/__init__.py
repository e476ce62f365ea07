"""Figures as of a past moment: computed from the events up to then, for those groups of tickets that are asked for."""
