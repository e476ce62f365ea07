"""The tickets of a filter by when they last changed for the public: what a feed carries."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, exists, func, select
from sqlalchemy.orm import Session, aliased

from ...domain.lens import TicketFilter
from ...exports.columns import Row
from ...models import Event, Ticket
from ...search import query_parser
from ..city.clocks import source_clocks
from ..city.version import public_version
from ..sources import Sources
from .export import ticket_table
from .hidden import hidden_ids
from .names import lens_names
from .public_seq import moves_stamp

FEW = 5_000  # up to so many tickets are all looked up; of more, the log is walked backwards until enough are found
WINDOW = 5_000  # events

Change = tuple[int, int]  # a ticket's id and the seq of its newest public event


@dataclass(frozen=True, slots=True)
class TicketChanges:
    """The newest ``changes`` of a filter with ``total`` tickets; those hidden are told beside.

    ``older``: the seq before which the next page begins, None on the last page. ``seq``: of the newest public event
    that the index has seen.
    """

    changes: tuple[Change, ...]
    total: int
    seq: int
    older: int | None


def ticket_changes(
    sources: Sources, filter: TicketFilter, now: datetime, *, before: int | None, most: int
) -> TicketChanges:
    """At most ``most`` tickets whose newest public event is before ``before``, the newest first.

    A ticket that changes between two pages moves to the first: none is on two pages of one moment, and none is lost.
    A hidden one is told by its agency and day alone, whatever else is asked: its other facts are not public.
    """
    session, engine = sources.session, sources.engine
    clocks = source_clocks(session, sources.cache, now)
    tree = query_parser.parse(filter.q, sources.city, engine.analyser, clocks).tree
    total, (newest, _) = engine.count(tree, filter, clocks), public_version(session)
    end = newest + 1 if before is None else min(before, newest + 1)
    ids = set(engine.ids(tree, filter, clocks)) if filter.narrowed else None
    if ids is not None:
        ids |= hidden_ids(session, filter, sources.city.zone)
    if ids is not None and len(ids) <= FEW:
        found = _of_few(session, ids, end, most + 1)
    else:
        found = list(islice(_walked(session, ids, end), most + 1))
    older = found[most - 1][1] if len(found) > most else None
    return TicketChanges(tuple(found[:most]), total, min(newest, engine.seq()), older)


def change_rows(sources: Sources, changes: TicketChanges, now: datetime) -> Iterator[Row]:
    """The tickets as the columns of exports, in the order of their changes."""
    ids = [id for id, _ in changes.changes]
    clocks = source_clocks(sources.session, sources.cache, now)
    return ticket_table(sources.session.get_bind(), lens_names(sources), ids, clocks, hidden=True)


def _of_few(session: Session, ids: Collection[int], end: int, most: int) -> list[Change]:
    newest_seq = func.max(Event.seq)
    changes = _events(Event.ticket_id.in_(ids), newest_seq).group_by(Event.ticket_id).having(newest_seq < end)
    return [(id, seq) for id, seq in session.execute(changes.order_by(newest_seq.desc()).limit(most))]


def _walked(session: Session, ids: Collection[int] | None, end: int) -> Iterator[Change]:
    """TicketChanges from the newest before ``end`` on; ``ids`` None: of all public tickets."""
    later = aliased(Event)
    overtaken = exists().where(later.ticket_id == Event.ticket_id, later.seq > Event.seq, moves_stamp(later))
    while end > 1:
        window = (Event.seq < end) & (Event.seq >= end - WINDOW)
        for id, seq in session.execute(_events(window & ~overtaken, Event.seq).order_by(Event.seq.desc())):
            if ids is None or id in ids:
                yield id, seq
        end -= WINDOW


def _events(where: ColumnElement[bool], seq: SQLColumnExpression[int]) -> Select[int, int]:
    return select(Event.ticket_id, seq).join(Ticket, Event.ticket_id == Ticket.id).where(where, moves_stamp(Event))
