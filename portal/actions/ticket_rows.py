"""Tickets and their events as rows: one list of columns a table, filled from what the rules say."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from ..domain.custody import CustodyPeriod
from ..domain.event import EventDraft
from ..domain.privacy import mask
from ..domain.status import Status
from ..domain.transitions import TicketState
from ..domain.visibility import Visibility
from ..models import Custody, Event, Original, Ticket
from .bulk import insert_rows

STATE_COLUMNS = [
    "status", "agency_id", "holder_id", "asker_id", "holder_since", "first_response_at", "resolved_at",
    "ended_at", "promised_at", "closing", "duplicate_of", "handoffs", "reopened", "disputed", "confirmed",
    "responses",
]  # fmt: skip
TICKET_COLUMNS = [
    "id", "code", "source", "source_id", "digest", "channel_id", "category_id", "area_id", "lat", "lon",
    "place", "title", "text", "visibility", "reporter", "submitted_at", "response_due_at", "due_at", "last_seq",
    *STATE_COLUMNS,
]  # fmt: skip
EVENT_COLUMNS = [
    "seq", "ticket_id", "kind", "happened_at", "recorded_at", "agency_id", "to_agency_id", "status_after",
    "text", "public", "promised_at", "other_ticket_id", "corrects", "officer_id", "changed", "visibility_after",
]  # fmt: skip
CUSTODY_COLUMNS = [
    "ticket_id", "agency_id", "from_at", "to_at",
]  # fmt: skip
ORIGINAL_COLUMNS = [
    "ticket_id", "title", "text", "place", "lat", "lon",
]  # fmt: skip

Row = tuple[object, ...]


def seconds(at: datetime | None) -> int | None:
    """A moment as it is stored: whole seconds since 1970."""
    return None if at is None else int(at.timestamp())


def state_row(state: TicketState) -> Row:
    """The values of STATE_COLUMNS."""
    return (
        state.status.value,
        state.agency,
        state.holder,
        state.asker,
        seconds(state.holder_since),
        seconds(state.first_response_at),
        seconds(state.resolved_at),
        seconds(state.ended_at),
        seconds(state.promised_at),
        state.closing.value if state.closing else None,
        state.duplicate_of,
        state.handoffs,
        state.reopened,
        state.disputed,
        state.confirmed,
        state.responses,
    )


def event_row(seq: int, ticket: int, happening: EventDraft, status: Status, recorded: int) -> Row:
    """The values of EVENT_COLUMNS; a public text goes through the mask here and nowhere else."""
    text = mask(happening.text.strip()) if happening.public else happening.text.strip()
    return (
        seq,
        ticket,
        happening.kind.value,
        int(happening.at.timestamp()),
        recorded,
        happening.agency,
        happening.to_agency,
        status.value,
        text,
        happening.public,
        seconds(happening.promised_at),
        happening.other_ticket,
        happening.corrects,
        happening.officer,
        json.dumps(happening.changed) if happening.changed else None,
        happening.visibility_after.value if happening.visibility_after else None,
    )


def custody_rows(ticket: int, periods: Iterable[CustodyPeriod[int]]) -> list[Row]:
    """The values of CUSTODY_COLUMNS, one row a period."""
    return [(ticket, s.agency, int(s.start.timestamp()), seconds(s.end)) for s in periods]


@dataclass(slots=True)
class Rows:
    """Rows that wait for one flush, table by table."""

    tickets: list[Row] = field(default_factory=list)
    originals: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    custody: list[Row] = field(default_factory=list)

    def write(self, connection: Connection) -> None:
        """Insert all; a duplicate follows the ticket that it names."""
        duplicate = TICKET_COLUMNS.index("duplicate_of")
        self.tickets.sort(key=lambda row: row[duplicate] is not None)
        insert_rows(connection, Ticket.metadata.tables["ticket"], TICKET_COLUMNS, self.tickets)
        insert_rows(connection, Original.metadata.tables["original"], ORIGINAL_COLUMNS, self.originals)
        insert_rows(connection, Event.metadata.tables["event"], EVENT_COLUMNS, self.events)
        insert_rows(connection, Custody.metadata.tables["custody"], CUSTODY_COLUMNS, self.custody)


@dataclass(frozen=True, slots=True)
class Public:
    """What of a report is public, and the row of ``original`` that keeps the rest (None: nothing was taken away)."""

    visibility: Visibility
    title: str
    text: str
    place: str
    lat: float | None
    lon: float | None
    original: Row | None
