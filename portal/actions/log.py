"""The log's one writer at a time: a change holds the write lock, numbers its events without gaps and commits once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, select, text
from sqlalchemy.orm import Session

from ..database import WRITES
from ..domain.chain import START
from ..models import Event
from .bulk import insert_rows
from .chain import fill, seal

Row = dict[str, Any]
NOT_KNOWN: Mapping[int, Row] = MappingProxyType({})

TRIAL = "pantau_trial"  # key of a session's info while nothing that it writes is kept
LOCK = 7_268_268  # any number, the same for every portal process: PostgreSQL's advisory lock


class Log:
    """The open end of the log within one change."""

    def __init__(self, connection: Connection) -> None:
        last = connection.execute(select(Event.seq, Event.head).order_by(Event.seq.desc()).limit(1)).first()
        self._next: int = 1 + (last.seq if last else 0)
        self._head: bytes | None = last.head if last else START

    def take(self, count: int = 1) -> range:
        """The next ``count`` numbers; they are used or the whole change is rolled back."""
        numbers = range(self._next, self._next + count)
        self._next += count
        return numbers

    def append(self, session: Session, rows: list[Row], reports: Mapping[int, Row] = NOT_KNOWN) -> None:
        """Write events whose numbers were taken, all of them and in order, each with its hash.

        ``reports``: rows of the tickets whose reports are known, by id; what else is needed is read.
        """
        if rows:
            if self._head is None:
                self._head = fill(session.connection())
            self._head = seal(session, self._head, rows, reports)
            insert_rows(session, Event, rows)


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
