"""How far each projection has followed the log; a projection writes only its own row and its own tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import sleep
from typing import TypeVar

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from .. import clock
from ..database import ASK_AGAIN, WRITES
from ..models import Checkpoint, Event

#: The position during a rebuild: found at a start, the rebuild was interrupted and must begin again.
BEGUN = 1
#: Seconds between two pieces: whoever waits for the write lock has asked for it meanwhile.
PAUSE = 2 * ASK_AGAIN
Item = TypeVar("Item")


@contextmanager
def writing(session: Session) -> Iterator[None]:
    """One transaction of a projection on its own tables; commits at its end, rolls back on any exception."""
    if session.in_transaction():
        session.rollback()
    session.connection(execution_options={WRITES: True})
    try:
        yield
        session.commit()
    except BaseException:
        session.rollback()
        raise


def pieces(listed: Sequence[Item], most: int) -> Iterator[Sequence[Item]]:
    """What one commit after another takes, ``most`` of it at once; between two of them others get the write lock."""
    for start in range(0, len(listed), most):
        if start:
            sleep(PAUSE)
        yield listed[start : start + most]


def position(session: Session, name: str) -> int | None:
    """The last seq that projection ``name`` has seen; 0 when a rebuild is asked for, None before its first run."""
    return session.execute(select(Checkpoint.seq).where(Checkpoint.name == name)).scalar()


def rebuild_asked(session: Session, name: str) -> bool:
    """Whether somebody has set the position back to 0: a rebuild is due though the log has nothing new."""
    asked = position(session, name) == 0
    session.rollback()  # the next look at the log must not see this moment's snapshot
    return asked


def begin(session: Session, name: str) -> int:
    """Note that a rebuild begins, before anything is read for it, so that a later request asks for another one."""
    with writing(session):
        session.merge(Checkpoint(name=name, seq=BEGUN, at=clock.now()))
    return BEGUN


def take_up(session: Session, name: str) -> int | None:
    """The position from which a projection starts; if a rebuild was asked for, it begins now."""
    at = position(session, name)
    session.rollback()
    return begin(session, name) if at == 0 else at


def move(session: Session, name: str, before: int | None, seq: int) -> None:
    """Set the position, within the caller's transaction, unless a rebuild was asked for or begun since ``before``.

    All nodes share the row: a rebuild that another node has begun is not overwritten by a feed that ends after it.
    """
    now = clock.now()
    if before is None and position(session, name) is None:
        session.add(Checkpoint(name=name, seq=seq, at=now))
        return
    unasked = or_(Checkpoint.seq == before, Checkpoint.seq > BEGUN) if before is not None else Checkpoint.seq > BEGUN
    session.execute(update(Checkpoint).where(Checkpoint.name == name, unasked).values(seq=seq, at=now))


def newest(session: Session) -> int:
    """The newest seq of the log."""
    return session.execute(select(func.max(Event.seq))).scalar() or 0
