"""What people type, one form a file: checked for their convenience; the database has constraints of its own."""
