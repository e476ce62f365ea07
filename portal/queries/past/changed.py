"""The tickets that are no longer what they were at a past moment: each folded anew from its events up to then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from ...domain.as_of import AsOf
from ...domain.city import City
from ...domain.cohort import OPEN, REASONS, UNTOLD
from ...domain.column_table import NEVER
from ...domain.custody import CustodyPeriod, CustodyRole
from ...domain.event import Kind
from ...domain.past_ticket import PastTicket, past_ticket
from ...domain.status import Status
from ...domain.survival import Whole
from ...domain.visibility import Visibility
from ...models import Event, Ticket
from ..agencies.names import agency_meant
from ..scorecards.number_columns import Among, read_rows
from ..tickets.state import told_logs

#: Columns that the events of a ticket decide, with what stands for nothing.
STATE = (
    "responded", "acted", "resolved", "ended", "closing", "reopened", "disputed", "confirmed", "responses",
    "agency", "duplicate_of", "desk_at", "status",
)  # fmt: skip
#: A status is stored in a column as its place in this order.
STATUSES = tuple(Status)
#: Written out, so that the databases know that their index serves.
VISIBILITY_CHANGED = text("kind IN ('redacted', 'visibility_changed')") & (Event.kind == Kind.VISIBILITY_CHANGED.value)
TICKETS_AT_ONCE = 500
_ROLES = {CustodyRole.RESPONSIBLE: 1, CustodyRole.WAITING: 2}


@dataclass(slots=True)
class ChangedTickets:
    """``ids``: of those that were there then, with a value a ticket in each of ``columns`` (STATE); ``custody``: rows
    (ticket, agency, start, end, 1 for the responsible one or 2 while it waits for the reporter). ``absent``: those that
    were not there yet."""

    ids: list[int] = field(default_factory=list)
    absent: list[int] = field(default_factory=list)
    columns: dict[str, list[int]] = field(default_factory=lambda: {name: [] for name in STATE})
    custody: list[tuple[int, int, int, int, int]] = field(default_factory=list)

    def add(self, id: int, found: PastTicket | None) -> None:
        if found is None:
            self.absent.append(id)
            return
        self.ids.append(id)
        for name, value in _state(found):
            self.columns[name].append(value)
        self.custody += [_period(id, period) for period in found.custody]


def happened_later(session: Session, at: datetime, ids: Whole | None) -> Whole:
    """The tickets to which something happened after ``at``; ``ids``: only these."""
    last = func.max(Event.happened_at)
    if ids is None:
        query = select(Event.ticket_id).where(Event.happened_at > at).distinct()
        return np.array(session.scalars(query).all(), dtype=np.int64)
    query = select(Event.ticket_id).group_by(Event.ticket_id).having(last > at)
    return read_rows(session, query, among=Among(Event.ticket_id, ids))[0]


def changed_tickets(session: Session, city: City, as_of: AsOf, ids: Whole, moderated: frozenset[int]) -> ChangedTickets:
    """These tickets as they were; ``moderated``: reports that somebody looks at before they are published."""
    validator = agency_meant(session, city.validator or "")
    found, was = ChangedTickets(), published(session, moderated)
    for start in range(0, len(ids), TICKETS_AT_ONCE):
        some = ids[start : start + TICKETS_AT_ONCE].tolist()
        logs = told_logs(session, some, as_of.seq)
        for id in some:
            found.add(id, past_ticket(logs.get(id, []), as_of, validator, moderated=id in was))
    return found


def published(session: Session, tickets: frozenset[int]) -> set[int]:
    """Those of these tickets whose visibility was ever changed: the others were public as they came in."""
    changed = select(Event.ticket_id).where(Event.kind == Kind.VISIBILITY_CHANGED.value).distinct()
    return set(session.scalars(changed)) & tickets if tickets else set()


def hidden_then(session: Session, as_of: AsOf) -> Whole:
    """The tickets that were hidden."""
    known = VISIBILITY_CHANGED & (Event.seq <= as_of.seq) & (Event.happened_at <= as_of.at)
    rows = session.execute(
        select(Event.ticket_id, Event.visibility_after).where(known).order_by(Event.happened_at, Event.seq)
    )
    last = {id: visibility for id, visibility in rows}
    return np.array([id for id, visibility in last.items() if visibility == Visibility.HIDDEN.value], dtype=np.int64)


def hidden_until_now(session: Session, as_of: AsOf) -> Whole:
    """The tickets that were hidden then, or are today: what was taken from view since stays out of view."""
    today = session.scalars(select(Ticket.id).where(Ticket.visibility == Visibility.HIDDEN.value)).all()
    return np.union1d(hidden_then(session, as_of), np.array(today, dtype=np.int64))


def _state(ticket: PastTicket) -> Iterator[tuple[str, int]]:
    state = ticket.state
    yield "responded", _seconds(state.first_response_at)
    yield "acted", _seconds(state.first_action_at)
    yield "resolved", _seconds(state.resolved_at)
    yield "ended", _seconds(state.ended_at)
    untold = UNTOLD if state.status is Status.TIDAK_DIKETAHUI else OPEN
    yield "closing", REASONS.index(state.closing) if state.closing else untold
    yield from ((name, getattr(state, name)) for name in ("reopened", "disputed", "confirmed", "responses", "agency"))
    yield "duplicate_of", state.duplicate_of or 0
    yield "desk_at", 0 if ticket.desk_at is None else _seconds(ticket.desk_at)
    yield "status", STATUSES.index(state.status)


def _period(ticket: int, period: CustodyPeriod[int]) -> tuple[int, int, int, int, int]:
    role = _ROLES.get(period.role, 0)
    return ticket, period.agency, _seconds(period.start), _seconds(period.end), role


def _seconds(at: datetime | None) -> int:
    return NEVER if at is None else int(at.timestamp())
