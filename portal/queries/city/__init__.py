"""What the whole portal knows of itself: its log, its data, its readiness."""
