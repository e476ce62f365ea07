"""Tickets and their events as rows: one dict a row, from column names to values, filled from what the rules say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from ..domain.attachment import FileKind
from ..domain.custody import CustodyPeriod
from ..domain.event import EventDraft
from ..domain.masking import Contacts
from ..domain.privacy import public_text
from ..domain.question import MovedDue
from ..domain.record import RecordPhoto
from ..domain.status import Status
from ..domain.transitions import TicketState
from ..domain.visibility import Visibility
from ..domain.visible_text import visible_text
from ..models import Attachment, Custody, FormerFacts, Original, Ticket
from .bulk import insert_rows
from .log import Log

Row = dict[str, Any]


def seconds(at: datetime | None) -> int | None:
    """A moment as it is stored: whole seconds since 1970."""
    return None if at is None else int(at.timestamp())


def state_row(state: TicketState) -> Row:
    """The columns of a ticket that its events decide."""
    return {
        "status": state.status.value,
        "agency_id": state.agency,
        "holder_id": state.holder,
        "asker_id": state.asker,
        "holder_since": seconds(state.holder_since),
        "first_response_at": seconds(state.first_response_at),
        "first_action_at": seconds(state.first_action_at),
        "resolved_at": seconds(state.resolved_at),
        "ended_at": seconds(state.ended_at),
        "promised_at": seconds(state.promised_at),
        "closing": state.closing.value if state.closing else None,
        "duplicate_of": state.duplicate_of,
        "handoffs": state.handoffs,
        "reopened": state.reopened,
        "disputed": state.disputed,
        "confirmed": state.confirmed,
        "responses": state.responses,
        "question_at": seconds(state.question_at),
        "questions": state.questions,
        "recheck_at": seconds(state.recheck_at),
    }


def due_row(due: MovedDue) -> Row:
    """The columns of a ticket that questions to its reporter move."""
    return {
        "due_at": seconds(due.due),
        "question_until": seconds(due.until),
        "stood_still": int(due.stood.total_seconds()),
    }


def event_row(seq: int, ticket: int, draft: EventDraft, status: Status, recorded: int, official: Contacts) -> Row:
    """The columns of an event; its text is cleaned here and, if it is public, masked, and nowhere else."""
    return {
        "seq": seq,
        "ticket_id": ticket,
        "kind": draft.kind.value,
        "happened_at": seconds(draft.at),
        "recorded_at": recorded,
        "agency_id": draft.agency,
        "to_agency_id": draft.to_agency,
        "status_after": status.value,
        "text": public_text(draft.text, official) if draft.public else visible_text(draft.text),
        "public": draft.public,
        "promised_at": seconds(draft.promised_at),
        "other_ticket_id": draft.other_ticket,
        "corrects": draft.corrects,
        "officer_id": draft.officer,
        "changed": list(draft.changed) or None,
        "visibility_after": draft.visibility_after.value if draft.visibility_after else None,
        "reason_kind": draft.reason_kind.value if draft.reason_kind else None,
        "attached": list(draft.attached) or None,
        "checked": list(draft.checked) or None,
        "refused_for": draft.refused_for.value if draft.refused_for else None,
        "unchecked": draft.unchecked.value if draft.unchecked else None,
        "beside": draft.beside,
    }


def attachment_rows(seq: int, ticket: int, at: datetime, photos: Sequence[RecordPhoto]) -> list[Row]:
    """The columns of the photos that an event carries, handed in with it."""
    return [
        {
            "ticket_id": ticket,
            "event_seq": seq,
            "form": "",
            "position": position,
            "purpose": photo.purpose.value,
            "file_kind": FileKind.PHOTO.value,
            "key": photo.key,
            "alt": photo.alt,
            "sha256": photo.sha256,
            "fingerprint": photo.fingerprint,
            "width": photo.width,
            "height": photo.height,
            "pages": 1,
            "size": photo.size,
            "taken_at": seconds(photo.taken_at),
            "lat": photo.lat,
            "lon": photo.lon,
            "device": photo.device.value,
            "provenance": photo.provenance.value,
            "provenance_facts": {},
            "added_at": seconds(at),
            "files_kept": True,
        }
        for position, photo in enumerate(photos)
    ]


def custody_rows(ticket: int, periods: Iterable[CustodyPeriod[int]]) -> list[Row]:
    """The columns of a ticket's custody, one row a period."""
    return [
        {
            "ticket_id": ticket,
            "agency_id": p.agency,
            "from_at": seconds(p.start),
            "to_at": seconds(p.end),
            "role": p.role.value,
        }
        for p in periods
    ]


@dataclass(slots=True)
class Rows:
    """Rows that wait to be inserted together, table by table."""

    tickets: list[Row] = field(default_factory=list)
    originals: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    attachments: list[Row] = field(default_factory=list)
    custody: list[Row] = field(default_factory=list)
    former: list[Row] = field(default_factory=list)

    def write(self, session: Session, log: Log) -> None:
        """Insert all; a duplicate follows the ticket that it names."""
        self.tickets.sort(key=lambda row: row["duplicate_of"] is not None)
        insert_rows(session, Ticket, self.tickets)
        insert_rows(session, Original, self.originals)
        log.append(session, self.events, {row["id"]: row for row in self.tickets})
        insert_rows(session, Attachment, self.attachments)
        insert_rows(session, Custody, self.custody)
        insert_rows(session, FormerFacts, self.former)


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
