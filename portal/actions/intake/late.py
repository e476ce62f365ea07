"""A telling that comes late, or after a late one: the ticket's events become those of its tellings in their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy import update as sql_update

from ...domain.event import EventDraft, Kind, TicketFact
from ...domain.replay import replay
from ...domain.source_history import Difference, HistoryEvent, Told, difference, history
from ...domain.source_log import LogEntry, standing, taken_back
from ...domain.status import Status
from ...models import Custody, Event, Ticket
from ...queries.tickets.state import logs_between
from ..bulk import insert_rows
from ..ticket_rows import custody_rows, event_row, state_row
from .batch import Batch
from .former import keep_former
from .merges import follow_merge


@dataclass(frozen=True, slots=True)
class TicketLog:
    """A ticket's events that stand, in order of time, and whether late tellings have overtaken others."""

    events: list[HistoryEvent]
    reordered: bool


def read_log(batch: Batch, ticket_id: int) -> TicketLog:
    """The log with the status after each event; a merge names the ticket that stays by now."""
    columns = select(Event.seq, Event.status_after).where(Event.ticket_id == ticket_id)
    statuses = {seq: status for seq, status in batch.session.execute(columns)}
    found = []
    log = logs_between(batch.session, ticket_id, ticket_id).get(ticket_id, [])
    for seq, draft in standing(log):
        other = draft.other_ticket
        draft = draft if other is None else replace(draft, other_ticket=batch.stays(other))
        found.append(HistoryEvent(seq, draft, Status(statuses[seq])))
    return TicketLog(found, len(found) < len(log))


def reorder(
    batch: Batch, ticket: Ticket, log: Sequence[HistoryEvent], tellings: Sequence[Told], columns: Mapping[str, Any]
) -> bool:
    """Bring the log to what the tellings say in their order. ``columns``: of the ticket that change besides.

    True when anything was written to the log.
    """
    own = [event for event in log if not _follows_a_merge(event.draft)]
    wanted = history(tellings, batch.validator)
    found = difference(own, wanted)
    if not found:
        return False
    rows = _rows(batch, ticket.id, log, found)
    batch.rows.events += rows
    keep_former(batch, ticket, columns, rows[0]["seq"])
    entries = [LogEntry(event.seq, event.draft) for event in wanted]
    replayed = replay([entry.draft for entry in entries], batch.validator, taken_back(entries))
    values = state_row(replayed.state) | dict(columns) | {"last_seq": rows[-1]["seq"]}
    batch.session.execute(sql_update(Ticket).where(Ticket.id == ticket.id).values(values))
    batch.session.execute(delete(Custody).where(Custody.ticket_id == ticket.id))
    insert_rows(batch.session, Custody, custody_rows(ticket.id, replayed.custody))
    follow_merge(batch, ticket.id, replayed.state.duplicate_of)
    batch.flush()
    return True


def _follows_a_merge(draft: EventDraft) -> bool:
    return draft.kind is Kind.CORRECTED and draft.other_ticket is not None


def _rows(batch: Batch, ticket_id: int, log: Sequence[HistoryEvent], found: Difference) -> list[dict[str, Any]]:
    """What overtakes events, then the new ones."""
    at = max(batch.now, log[-1].draft.at)
    over = EventDraft(kind=Kind.CORRECTED, at=at, changed=(TicketFact.ORDER,))
    events = [(replace(over, corrects=e.seq, public=e.draft.public), log[-1].status, 0) for e in found.gone]
    if found.first is not None:
        events.append((replace(over, corrects=log[0].seq, to_agency=found.first), log[-1].status, 0))
    events += [(event.draft, event.status, event.seq) for event in found.missing]
    numbers: dict[int, int] = {}
    rows = []
    for seq, (draft, status, number) in zip(batch.log.take(len(events)), events, strict=True):
        numbers[number] = seq
        corrects = draft.corrects
        draft = draft if corrects is None else replace(draft, corrects=numbers.get(corrects, corrects))
        rows.append(event_row(seq, ticket_id, draft, status, batch.recorded, batch.city.contacts))
    return rows
