"""Keeps the search index up with the log: what an event touched is written again, and all of it when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from .. import clock
from ..domain.city import City
from ..models import Cursor, Event, Ticket
from ..search.engine import Engine
from .cursors import newest, position, writing
from .index_rows import Documents

NAME = "index"
EVENTS_AT_ONCE = 20_000  # of the log between two commits of the index
_BEGUN = 1  # the cursor while a rebuild runs: one that is found later was cut off and begins again

Progress = Callable[[int, int], None]


def feed(session: Session, engine: Engine, city: City, seq: int) -> int:
    """Bring the index up to ``seq`` and return how far it has come; builds it anew when it is empty or asked for."""
    if _rebuild_due(session, engine):
        return rebuild(session, engine, city)
    for until, ids in _touched(session, engine.seq(), seq):
        _write(session, engine, city, ids, until)
    _moved(session, engine.seq())
    return engine.seq()


def rebuild(session: Session, engine: Engine, city: City, progress: Progress | None = None) -> int:
    """Build the index from nothing beside the one in use, then put it in its place; returns the seq it has seen.

    ``progress`` is told how many tickets of how many are done.
    """
    _begin(session)
    seq = newest(session)
    total = session.execute(select(func.count()).select_from(Ticket)).scalar_one()
    documents, done = Documents(session, city), 0
    session.rollback()
    with engine.rebuild() as build:
        for count, batch in documents.all():
            build.add(batch)
            done += count
            if progress is not None:
                progress(done, total)
        build.finish(seq)
    _moved(session, seq)
    return seq


def _rebuild_due(session: Session, engine: Engine) -> bool:
    """A request to rebuild is a cursor of 0; an index that has seen nothing has never been built."""
    at = session.execute(select(Cursor.seq).where(Cursor.name == NAME)).scalar()
    session.rollback()
    seen = engine.seq()
    return seen == 0 or at == 0 or (at == _BEGUN and seen > _BEGUN)


def _touched(session: Session, after: int, until: int) -> Iterator[tuple[int, Sequence[int]]]:
    """(seq, tickets touched up to it) stretch by stretch of the log."""
    while after < until:
        end = min(until, after + EVENTS_AT_ONCE)
        stretch = select(Event.ticket_id).where(Event.seq > after, Event.seq <= end).distinct()
        ids = session.execute(stretch.order_by(Event.ticket_id)).scalars().all()
        session.rollback()
        yield end, ids
        after = end


def _write(session: Session, engine: Engine, city: City, ids: Sequence[int], seq: int) -> None:
    """Replace the tickets in the index; those that are not public any more leave it."""
    documents = Documents(session, city).of(ids)
    session.rollback()
    shown = {document.id for document in documents}
    engine.write(documents, [id for id in ids if id not in shown], seq)


def _begin(session: Session) -> None:
    with writing(session):
        session.merge(Cursor(name=NAME, seq=_BEGUN, at=clock.now()))


def _moved(session: Session, seq: int) -> None:
    """Set the cursor, unless somebody has asked for a rebuild meanwhile."""
    if position(session, NAME) == seq:
        session.rollback()
        return
    with writing(session):
        known = session.execute(select(Cursor.seq).where(Cursor.name == NAME)).scalar()
        if known is None:
            session.add(Cursor(name=NAME, seq=seq, at=clock.now()))
        statement = update(Cursor).where(Cursor.name == NAME, Cursor.seq != 0)
        session.execute(statement.values(seq=seq, at=clock.now()))
