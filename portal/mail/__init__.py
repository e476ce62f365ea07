"""How letters go: written in the reader's language when they are sent, and handed to a mail server once."""
