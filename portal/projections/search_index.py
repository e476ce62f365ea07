"""Keeps the search index up with the log: tickets with new events are written again, or all of them in a rebuild."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..domain.city import City
from ..models import Event
from ..search.engine import Engine
from .checkpoints import BEGUN, begin, move, position, writing
from .search_documents import Documents
from .search_rebuild import AllTickets

NAME = "index"
EVENTS_AT_ONCE = 20_000  # of the log between two commits of the index

Progress = Callable[[int, int], None]


def feed(session: Session, engine: Engine, city: City, seq: int) -> int:
    """Bring the index up to ``seq`` and return how far it has come; rebuild it when it is empty or that was asked."""
    at, seen = position(session, NAME), engine.seq()
    session.rollback()
    if seen == 0 or at == 0 or (at == BEGUN and seen > BEGUN):
        return rebuild(session, engine, city)
    for until, ids in _touched(session, seen, seq):
        _write(session, engine, city, ids, until)
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
        build.finish(every.seq)
    _moved(session, at, every.seq)
    return every.seq


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
    documents = Documents(session, city).of(ids)
    session.rollback()
    shown = {document.id for document in documents}
    engine.write(documents, [id for id in ids if id not in shown], seq)


def _moved(session: Session, before: int | None, seq: int) -> None:
    """Set the checkpoint, unless it is there already."""
    if position(session, NAME) == seq:
        session.rollback()
        return
    with writing(session):
        move(session, NAME, before, seq)
