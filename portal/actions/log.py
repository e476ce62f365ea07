"""The log's one writer at a time: a change holds the write lock, numbers its events without gaps and commits once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, func, select, text
from sqlalchemy.orm import Session

from ..database import WRITES
from ..models import Event

TRIAL = "pantau_trial"  # key of a session's info while nothing that it writes is kept
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
    trying = TRIAL in session.info
    if session.in_transaction() and not trying:
        session.rollback()
    try:
        yield Log(session.connection() if session.in_transaction() else _locked(session))
        if trying:
            session.flush()
        else:
            session.commit()
    except BaseException:
        session.rollback()
        raise


def _locked(session: Session) -> Connection:
    """A new transaction that holds the write lock."""
    connection = session.connection(execution_options={WRITES: True})
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
    return connection


@contextmanager
def trial(session: Session) -> Iterator[None]:
    """Changes within do all their work and are rolled back at the end, so that it can be said what they would do.

    The first thing within must be a change, which takes the write lock for the whole of it.
    """
    if session.in_transaction():
        session.rollback()
    session.info[TRIAL] = True
    try:
        yield
    finally:
        del session.info[TRIAL]
        session.rollback()
