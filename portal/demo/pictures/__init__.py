"""Drawn photos of the demonstration: flat scenes of a street before and after the work, each from one recipe."""
