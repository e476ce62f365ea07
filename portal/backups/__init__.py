"""All of an installation in one file, and back: the database, the files beside it, and what they say of themselves."""
