"""What is wrong with a database that does not do what it is asked, as far as its error tells."""

from __future__ import annotations

import sqlite3
from enum import StrEnum

from sqlalchemy import exc


class DatabaseFault(StrEnum):
    """What keeps a page from being made, by the word that the log has for it."""

    AWAY = "away"
    BUSY = "busy"
    UNWRITABLE = "cannot be written"
    DAMAGED = "damaged"
    INDEX = "index"


#: When to ask again.
RETRY_SECONDS = {
    DatabaseFault.AWAY: 30,
    DatabaseFault.BUSY: 10,
    DatabaseFault.UNWRITABLE: 120,
    DatabaseFault.DAMAGED: 600,
    DatabaseFault.INDEX: 10,
}
#: Parts of what SQLite and PostgreSQL say.
_WORDS = {
    DatabaseFault.DAMAGED: ("malformed", "not a database", "could not decode", "corrupt", "invalid page"),
    DatabaseFault.UNWRITABLE: ("is full", "no space", "readonly", "read-only", "disk i/o error"),
    DatabaseFault.BUSY: ("locked", "lock timeout", "statement timeout", "queuepool limit"),
}
_MISTAKES = (exc.IntegrityError, exc.ProgrammingError, exc.DataError, exc.NotSupportedError)
_SQLITE_MISTAKES = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.DataError, sqlite3.NotSupportedError)


def is_fault(error: Exception) -> bool:
    """Whether the database has failed, and not our own statement."""
    return not isinstance(error, _MISTAKES + _SQLITE_MISTAKES)


def fault_of(error: Exception) -> DatabaseFault:
    said = str(getattr(error, "orig", None) or error).lower()
    return next((fault for fault, words in _WORDS.items() if any(word in said for word in words)), DatabaseFault.AWAY)
