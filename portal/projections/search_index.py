"""Keeps the search index up with the log: tickets with new events are written again, or all of them in a rebuild."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..domain.city import City
from ..models import Event
from ..queries.city.index_state import mark_of, unfit
from ..search.engine import Engine
from .checkpoints import BEGUN, begin, move, position, writing
from .search_documents import Documents
from .search_rebuild import AllTickets

NAME = "index"
EVENTS_AT_ONCE = 20_000  # of the log between two commits of the index

Progress = Callable[[int, int], None]


def feed(session: Session, engine: Engine, city: City, seq: int) -> int:
    """Bring the index up to ``seq`` and return how far it has come; rebuild it when it is empty or that was asked.

    One that cannot be read, or has seen what this log never said, is thrown away at once: what it finds may be what
    was taken back since.
    """
    at = position(session, NAME)
    session.rollback()
    if _unfit(session, engine) and (engine.seq() or (at or 0) > BEGUN) and not engine.lost():
        engine.discard()
    seen = engine.seq()
    if seen == 0 or (at == BEGUN and seen > BEGUN):
        return rebuild(session, engine, city)
    for until, ids in _touched(session, seen, seq):
        _write(session, engine, city, ids, until)
    if at == 0:  # what changed is found at once; the rebuild leaves no word behind that is gone
        return rebuild(session, engine, city)
    _moved(session, at, engine.seq())
    return engine.seq()


def rebuild(
    session: Session,
    engine: Engine,
    city: City,
    progress: Progress | None = None,
    more: Callable[[], bool] = lambda: False,
) -> int:
    """Build a new index while the old one serves, then replace it; returns the seq that the new one has seen.

    ``progress(done, of)`` is called after each batch of tickets. ``more`` waits a while and says whether tickets may
    still come in afterwards; those become part of the same build, which writes each once and commits once.
    """
    at = begin(session, NAME)
    with engine.rebuild() as build:
        every = AllTickets(session, city)
        going_on = True
        while going_on:
            going_on = more()
            for batch in every.documents():
                build.add(batch)
                if progress is not None:
                    progress(every.ticket, every.newest_ticket)
        build.finish(every.seq, mark_of(session, every.seq))
        session.rollback()
    _moved(session, at, every.seq)
    return every.seq


def _unfit(session: Session, engine: Engine) -> str:
    why = unfit(session, engine)
    session.rollback()
    return why


def _touched(session: Session, after: int, until: int) -> Iterator[tuple[int, Sequence[int]]]:
    """(seq, tickets with events up to it), EVENTS_AT_ONCE of the log at a time."""
    while after < until:
        end = min(until, after + EVENTS_AT_ONCE)
        touched = select(Event.ticket_id).where(Event.seq > after, Event.seq <= end).distinct()
        ids = session.scalars(touched.order_by(Event.ticket_id)).all()
        session.rollback()
        yield end, ids
        after = end


def _write(session: Session, engine: Engine, city: City, ids: Sequence[int], seq: int) -> None:
    """Replace the tickets in the index; those that are not public any more leave it."""
    documents, mark = Documents(session, city).of(ids), mark_of(session, seq)
    session.rollback()
    shown = {document.id for document in documents}
    engine.write(documents, [id for id in ids if id not in shown], seq, mark)


def _moved(session: Session, before: int | None, seq: int) -> None:
    """Set the checkpoint, unless it is there already."""
    if position(session, NAME) == seq:
        session.rollback()
        return
    with writing(session):
        move(session, NAME, before, seq)
