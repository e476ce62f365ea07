"""How far each reading has come; a reading writes only its own row and its own tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from .. import clock
from ..database import WRITES
from ..models import Cursor, Event


@contextmanager
def writing(session: Session) -> Iterator[None]:
    """One transaction of a reading on its own tables; commits at its end, rolls back on any exception."""
    if session.in_transaction():
        session.rollback()
    session.connection(execution_options={WRITES: True})
    try:
        yield
        session.commit()
    except BaseException:
        session.rollback()
        raise


def position(session: Session, name: str) -> int:
    """The last seq that reading ``name`` has seen; 0 before its first run or when a rebuild is asked for."""
    return session.execute(select(Cursor.seq).where(Cursor.name == name)).scalar() or 0


def rebuild_asked(session: Session, name: str) -> bool:
    """Whether somebody has set the position back to 0: a rebuild is due though the log has nothing new."""
    asked = session.execute(select(Cursor.seq).where(Cursor.name == name)).scalar() == 0
    session.rollback()  # the next look at the log must not see this moment's snapshot
    return asked


def move(session: Session, name: str, seq: int) -> None:
    """Set the position, within the caller's transaction."""
    session.merge(Cursor(name=name, seq=seq, at=clock.now()))


def newest(session: Session) -> int:
    """The newest seq of the log."""
    return session.execute(select(func.max(Event.seq))).scalar() or 0
