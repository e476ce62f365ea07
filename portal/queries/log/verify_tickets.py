"""Replays the log of every ticket and says which stored state or custody is not what the events come to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ...domain.city import City
from ...domain.custody import CustodyPeriod, CustodyRole
from ...domain.question import MovedDue, stood_still
from ...domain.replay import Replay, replay
from ...domain.source_log import LogEntry, taken_back
from ...domain.status import Refused
from ...domain.transitions import TicketState, acted_at_desk
from ...models import Custody, Ticket
from ..agencies.names import agency_meant
from ..tickets.state import due_of, logs_between, state_of

AT_ONCE = 500
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class StoredTicket:
    """What is stored of a ticket besides its events."""

    last_seq: int
    desk_at: datetime | None
    state: TicketState
    due: MovedDue
    custody: list[CustodyPeriod[int]]


def ticket_differences(session: Session, city: City, progress: Progress = lambda _done, _of: None) -> Iterator[str]:
    """Every difference as a sentence that begins with the ticket; ``progress`` is told (tickets read, of how many)."""
    of = session.execute(select(func.count()).select_from(Ticket)).scalar() or 0
    validator = agency_meant(session, city.validator or "")
    duplicates = select(Ticket.id, Ticket.duplicate_of).where(Ticket.duplicate_of.is_not(None))
    merged = dict(session.execute(duplicates).all())
    done = last = 0
    while tickets := session.scalars(select(Ticket).where(Ticket.id > last).order_by(Ticket.id).limit(AT_ONCE)).all():
        first, last = tickets[0].id, tickets[-1].id
        logs, custody = logs_between(session, first, last), _custody(session, first, last)
        for ticket in tickets:
            entries = [_as_it_stays(LogEntry(seq, draft), merged) for seq, draft in logs.get(ticket.id, ())]
            state = replace(state_of(ticket), duplicate_of=_stays(ticket.duplicate_of, merged))
            found = StoredTicket(ticket.last_seq, ticket.desk_at, state, due_of(ticket), custody.get(ticket.id, []))
            yield from (f"ticket {ticket.code}: {fault}" for fault in _faults(found, entries, validator))
        session.expunge_all()
        done += len(tickets)
        progress(done, of)


def _faults(stored: StoredTicket, entries: Sequence[LogEntry], validator: int | None) -> Iterator[str]:
    if not entries:
        yield "has no event"
        return
    last = max(entry.seq or 0 for entry in entries)
    if stored.last_seq != last:
        yield f"its last event is {last:,}, and the ticket says {stored.last_seq:,}"
    if stored.desk_at != (acted := acted_at_desk(entry.draft for entry in entries)):
        yield f"desk_at is {stored.desk_at}, by its events {acted}"
    asked = stood_still(stored.due, (entry.draft for entry in entries))
    if stored.due.stood != asked or (stored.due.until is None) != (stored.state.question_at is None):
        yield f"questions have moved its due date by {stored.due.stood}, by its events {asked}"
    try:
        replayed = replay([entry.draft for entry in entries], validator, taken_back(entries))
    except (Refused, ValueError) as error:
        yield f"its events cannot be replayed: {error}"
        return
    yield from _compared(stored, replayed)


def _compared(stored: StoredTicket, replayed: Replay) -> Iterator[str]:
    for column in fields(TicketState):
        was, now = getattr(replayed.state, column.name), getattr(stored.state, column.name)
        if was != now:
            yield f"{column.name} is {now}, by its events {was}"
    if stored.custody != replayed.custody:
        yield "in whose hands it was is not what its events say"


def _as_it_stays(entry: LogEntry, merged: dict[int, int | None]) -> LogEntry:
    """A merge names the ticket that stays by now."""
    return LogEntry(entry.seq, replace(entry.draft, other_ticket=_stays(entry.draft.other_ticket, merged)))


def _stays(ticket: int | None, merged: dict[int, int | None]) -> int | None:
    """The ticket that stays of this one and those that it was merged into."""
    seen = set[int]()
    while ticket is not None and ticket not in seen and merged.get(ticket) is not None:
        seen.add(ticket)
        ticket = merged[ticket]
    return ticket


def _custody(session: Session, first: int, last: int) -> dict[int, list[CustodyPeriod[int]]]:
    found: dict[int, list[CustodyPeriod[int]]] = {}
    rows = select(Custody.ticket_id, Custody.agency_id, Custody.from_at, Custody.to_at, Custody.role)
    within = rows.where(Custody.ticket_id.between(first, last)).order_by(Custody.from_at, Custody.id)
    for ticket, agency, start, end, role in session.execute(within):
        found.setdefault(ticket, []).append(CustodyPeriod(agency, start, end, CustodyRole(role)))
    return found
