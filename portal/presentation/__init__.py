"""How it is said: Jinja filters for dates, numbers, durations and figures."""
