"""Streets as the reports name them: their pages, their lines on maps, and which street is meant."""
