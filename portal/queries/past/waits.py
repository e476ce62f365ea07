"""Waits on tickets that are no longer what they were at a past moment: their logs folded anew up to then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import CompoundSelect, Select, func, select
from sqlalchemy.orm import Session

from ...domain.as_of import AsOf
from ...domain.city import City
from ...domain.column_table import NEVER
from ...domain.past_ticket import Numbered, PastTicket, past_ticket
from ...domain.record import FORM
from ...domain.source_clock import SpokenSource
from ...domain.survival import Whole
from ...domain.visibility import PUBLIC
from ...domain.waiting import NO_SOURCE
from ...models import HeardWord, Ticket
from ..agencies.names import agency_meant
from ..tickets.state import told_logs
from .changed import TICKETS_AT_ONCE, happened_later, published


@dataclass(frozen=True, slots=True)
class FoldedTicket:
    """A ticket as it was then. ``log``: its events up to then, as they were written. ``source`` and ``until``: as
    ``domain.waiting.Waits`` has them before any word of a source."""

    id: int
    ticket: PastTicket
    log: Sequence[Numbered]
    source: int
    until: int


def moved_since(session: Session, as_of: AsOf, among: Select[int] | CompoundSelect[int]) -> dict[int, str]:
    """Those public or hidden ones of some tickets that had come in and were not what they are, with the source of each.
    No wait on those that came in later had begun: reading their logs would take the longest of all."""
    there = Ticket.visibility.in_(PUBLIC) & (Ticket.submitted_at <= as_of.at)
    rows = session.execute(select(Ticket.id, Ticket.source, Ticket.last_seq).where(Ticket.id.in_(among), there)).all()
    later = set(happened_later(session, as_of.at, None).tolist())
    return {id: source for id, source, last in rows if last > as_of.seq or id in later}


def folded(
    session: Session, city: City, as_of: AsOf, moved: Mapping[int, str], sources: Sequence[SpokenSource] = ()
) -> Iterator[FoldedTicket]:
    """Those of the tickets that ``moved`` (their sources by id) that were there, in order of their ids."""
    forms = frozenset(id for id, source in moved.items() if city.moderated and source == FORM)
    numbers = {one.name: place for place, one in enumerate(sources)}
    validator, was = agency_meant(session, city.validator or ""), published(session, forms)
    ids = sorted(moved)
    for start in range(0, len(ids), TICKETS_AT_ONCE):
        logs = told_logs(session, ids[start : start + TICKETS_AT_ONCE], as_of.seq)
        for id in sorted(logs):
            found = past_ticket(logs[id], as_of, validator, moderated=id in was)
            if found is not None:
                number = numbers.get(moved[id], NO_SOURCE)
                acted = 0 if found.desk_at is None else int(found.desk_at.timestamp())
                yield FoldedTicket(id, found, logs[id], number, NEVER if number == NO_SOURCE else acted)


def told_by(session: Session, sources: Sequence[SpokenSource], seq: int) -> Whole:
    """The last word of each source that was known by an event."""
    rows = session.execute(
        select(HeardWord.source, func.max(HeardWord.as_of)).where(HeardWord.seq <= seq).group_by(HeardWord.source)
    )
    words = {name: int(at.timestamp()) for name, at in rows}
    return np.array([words.get(one.name, NEVER) for one in sources], dtype=np.int64)
