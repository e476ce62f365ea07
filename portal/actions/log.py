"""The log's one writer at a time: a change holds the write lock, numbers its events without gaps and commits once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, func, select, text
from sqlalchemy.orm import Session

from ..database import WRITES
from ..models import Event

LOCK = 7_268_268  # any number, the same for every portal process: PostgreSQL's advisory lock


class Log:
    """The open end of the log within one change."""

    def __init__(self, connection: Connection) -> None:
        self._next: int = 1 + (connection.execute(select(func.max(Event.seq))).scalar() or 0)

    def take(self, count: int = 1) -> range:
        """The next ``count`` numbers; they are used or the whole change is rolled back."""
        numbers = range(self._next, self._next + count)
        self._next += count
        return numbers


@contextmanager
def change(session: Session) -> Iterator[Log]:
    """One transaction that may write the log; commits at its end, rolls back on any exception.

    What the session has read before is let go first: a change sees what is committed now. SQLite takes its
    write lock at BEGIN; PostgreSQL an advisory lock before the first read, and always before row locks, so
    that two changes cannot wait for each other. A reader at seq = n has therefore seen every event up to n.
    """
    if session.in_transaction():
        session.rollback()
    connection = session.connection(execution_options={WRITES: True})
    try:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        yield Log(connection)
        session.commit()
    except BaseException:
        session.rollback()
        raise
