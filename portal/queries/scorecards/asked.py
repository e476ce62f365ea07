"""Of which ends reporters were asked whether the work is done, and which of these they answered."""

from __future__ import annotations

import numpy as np
from sqlalchemy import ColumnElement, Select, and_, case, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from ...domain.as_of import AsOf
from ...domain.survival import Whole
from ...models import AskedEnd, Event
from ..city.clocks import whole_seconds

_answer = aliased(Event)


def asked_ends(as_of: AsOf | None = None) -> Select[tuple[int, int, int, int]]:
    """(seq, ticket, when it ended, 1 if the reporter has answered) of each end; ``as_of``: by then, None: by now."""
    known: ColumnElement[bool] = true()
    answered: ColumnElement[bool] = _answer.seq.is_not(None)
    if as_of is not None:
        known, answered = _by(Event.seq, Event.happened_at, as_of), _by(_answer.seq, _answer.happened_at, as_of)
    query = select(AskedEnd.seq, AskedEnd.ticket_id, whole_seconds(Event.happened_at), case((answered, 1), else_=0))
    query = query.join(Event, Event.seq == AskedEnd.seq).outerjoin(_answer, _answer.seq == AskedEnd.answer_seq)
    return query.where(known)


def asked_and_answered(session: Session, tickets: Whole, as_of: AsOf | None = None) -> tuple[Whole, Whole]:
    """Of how many ends of each of these tickets (their ids, sorted) its reporter was asked, and how many answered."""
    rows = session.execute(asked_ends(as_of).order_by(AskedEnd.seq)).all()
    ticket, answered = (np.array([row[place] for row in rows], dtype=np.int64) for place in (1, 3))
    there = np.isin(ticket, tickets)
    place, size = np.searchsorted(tickets, ticket[there]), len(tickets)
    asked = np.bincount(place, minlength=size).astype(np.int64)
    return asked, np.bincount(place, weights=answered[there], minlength=size).astype(np.int64)


def _by(seq: InstrumentedAttribute[int], at: InstrumentedAttribute[object], as_of: AsOf) -> ColumnElement[bool]:
    return and_(seq <= as_of.seq, at <= as_of.at)
