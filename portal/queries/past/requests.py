"""Who waited for whom at a past moment: every request as it stood then, as far as the log knew it by some event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ...domain.as_of import AsOf
from ...domain.city import City
from ...domain.column_table import NEVER
from ...domain.coordination import Coordination, asked_on
from ...domain.custody import CustodyRole
from ...domain.event import Kind
from ...domain.past_ticket import Numbered, past_ticket
from ...domain.record import FORM
from ...domain.source_clock import SpokenSource
from ...domain.survival import Whole
from ...domain.visibility import PUBLIC
from ...domain.waiting import NO_SOURCE
from ...models import Event, HeardWord, Ticket
from ..agencies.names import agency_meant
from ..city.clocks import read_sources
from ..implementation.coordination import read_coordination
from ..scorecards.columns import snapshot
from ..tickets.state import told_logs
from .changed import TICKETS_AT_ONCE, happened_later, hidden_until_now, published

#: (ticket, asking, asked, start, end, source, until, answered, 1 where one that was itself asked has asked on)
_Row = tuple[int, int, int, int, int, int, int, bool, bool]


@dataclass(frozen=True, slots=True)
class _Unmoved:
    """What the rows of tickets that are no longer what they were are made with."""

    as_of: AsOf
    validator: int | None
    published: set[int]
    sources: Mapping[str, int]  # the number of each that speaks now and then


def past_coordination(session: Session, city: City, as_of: AsOf) -> Coordination:
    """As ``queries.implementation.coordination`` has all requests today."""
    with snapshot(session):
        sources = read_sources(session)
        moved = _moved(session, as_of)
        still = read_coordination(session, sources).without(np.array([*moved], dtype=np.int64))
        found = still.joined(_anew(session, city, as_of, moved, sources))
        found = found.take(np.asarray(found.start <= int(as_of.at.timestamp()), dtype=np.bool_))
        return found.heard(_told(session, sources, as_of.seq))


def _moved(session: Session, as_of: AsOf) -> dict[int, str]:
    """The tickets on which something was asked and that were not what they are, with the source of each."""
    asked = select(Event.ticket_id).where(Event.kind == Kind.COORDINATION_ASKED.value).distinct()
    rows = session.execute(
        select(Ticket.id, Ticket.source, Ticket.last_seq).where(Ticket.id.in_(asked), Ticket.visibility.in_(PUBLIC))
    ).all()
    later = set(happened_later(session, as_of.at, None).tolist())
    return {id: source for id, source, last in rows if last > as_of.seq or id in later}


def _anew(
    session: Session, city: City, as_of: AsOf, moved: Mapping[int, str], sources: Sequence[SpokenSource]
) -> Coordination:
    """The requests on tickets that are folded anew from their events up to then."""
    forms = frozenset(id for id, source in moved.items() if city.moderated and source == FORM)
    numbers = {one.name: place for place, one in enumerate(sources)}
    then = _Unmoved(as_of, agency_meant(session, city.validator or ""), published(session, forms), numbers)
    rows: list[_Row] = []
    ids = sorted(moved)
    for start in range(0, len(ids), TICKETS_AT_ONCE):
        logs = told_logs(session, ids[start : start + TICKETS_AT_ONCE], as_of.seq)
        rows += (row for id in sorted(logs) for row in _rows(id, logs[id], moved[id], then, id in forms))
    return _columns(rows, hidden_until_now(session, as_of))


def _rows(id: int, log: Sequence[Numbered], source: str, then: _Unmoved, moderated: bool) -> Iterator[_Row]:
    found = past_ticket(log, then.as_of, then.validator, moderated=moderated and id in then.published)
    if found is None:
        return
    answers = {draft.at for _, draft in log if draft.kind is Kind.COORDINATION_ANSWERED}
    number = then.sources.get(source, NO_SOURCE)
    acted = 0 if found.desk_at is None else int(found.desk_at.timestamp())
    for before, period in pairwise([None, *found.custody]):
        if period is None or period.role is not CustodyRole.ASKED:
            continue
        asking = before.agency if before else found.state.agency
        end = NEVER if period.end is None else int(period.end.timestamp())
        on = before is not None and before.role is CustodyRole.ASKED
        until = NEVER if number == NO_SOURCE else acted
        start = int(period.start.timestamp())
        yield id, asking, period.agency, start, end, number, until, period.end in answers, on


def _columns(rows: Sequence[_Row], hidden: Whole) -> Coordination:
    columns: list[Any] = [np.array(column, dtype=np.int64) for column in zip(*rows, strict=True)]
    ticket, asking, asked, start, end, source, until, answered, on = columns or [np.zeros(0, dtype=np.int64)] * 9
    found = Coordination(
        ticket=ticket,
        asking=asking,
        asked=asked,
        start=start,
        end=end,
        left=end.copy(),
        source=source,
        until=until,
        answered=np.asarray(answered == 1, dtype=np.bool_),
        hidden=np.isin(ticket, hidden),
    )
    return asked_on(found, np.asarray(on == 1, dtype=np.bool_))


def _told(session: Session, sources: Sequence[SpokenSource], seq: int) -> Whole:
    """The last word of each source that was known by an event."""
    rows = session.execute(
        select(HeardWord.source, func.max(HeardWord.as_of)).where(HeardWord.seq <= seq).group_by(HeardWord.source)
    )
    words = {name: int(at.timestamp()) for name, at in rows}
    return np.array([words.get(one.name, NEVER) for one in sources], dtype=np.int64)
