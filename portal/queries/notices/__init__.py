"""Notices: what of a public page one may be about, and how many there were."""
