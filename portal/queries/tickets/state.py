"""A stored ticket as the rules take it: its state, and its events so far."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import Session

from ...domain.event import EventDraft, Kind, TicketFact
from ...domain.question import MovedDue
from ...domain.source_log import as_received, standing
from ...domain.status import Status
from ...domain.transitions import Closing, TicketState
from ...domain.visibility import Visibility
from ...domain.withdrawal import WithdrawalReason
from ...models import Event, Ticket

_LOG = select(
    *(Event.seq, Event.ticket_id, Event.kind, Event.happened_at, Event.agency_id, Event.to_agency_id, Event.text),
    *(Event.promised_at, Event.other_ticket_id, Event.corrects, Event.officer_id, Event.public, Event.changed),
    *(Event.status_after, Event.visibility_after, Event.reason_kind, Event.redacted_by),
).order_by(Event.ticket_id, Event.happened_at, Event.seq)


def state_of(ticket: Ticket) -> TicketState:
    """The state columns of a row as the rules' State."""
    return TicketState(
        status=Status(ticket.status),
        agency=ticket.agency_id,
        holder=ticket.holder_id,
        submitted_at=ticket.submitted_at,
        holder_since=ticket.holder_since,
        first_response_at=ticket.first_response_at,
        first_action_at=ticket.first_action_at,
        resolved_at=ticket.resolved_at,
        ended_at=ticket.ended_at,
        promised_at=ticket.promised_at,
        closing=Closing(ticket.closing) if ticket.closing else None,
        duplicate_of=ticket.duplicate_of,
        handoffs=ticket.handoffs,
        reopened=ticket.reopened,
        disputed=ticket.disputed,
        confirmed=ticket.confirmed,
        responses=ticket.responses,
        asker=ticket.asker_id,
        question_at=ticket.question_at,
        questions=ticket.questions,
        recheck_at=ticket.recheck_at,
    )


def due_of(ticket: Ticket) -> MovedDue:
    """When a stored ticket is due, and by how much questions to its reporter have moved that."""
    return MovedDue(ticket.due_at, timedelta(seconds=ticket.stood_still), ticket.question_until)


def completed_by(session: Session, ticket_id: int) -> tuple[int | None, int | None] | None:
    """(officer, agency) who last called the work done; None when nobody has."""
    said = session.execute(
        select(Event.officer_id, Event.agency_id)
        .where(Event.ticket_id == ticket_id, Event.kind.in_((Kind.COMPLETED.value, Kind.RESOLVED.value)))
        .order_by(Event.happened_at.desc(), Event.seq.desc())
        .limit(1)
    ).first()
    return None if said is None else (said[0], said[1])


def log_of(session: Session, ticket_id: int) -> list[tuple[int, EventDraft]]:
    """The events of a ticket that stand, with their numbers, in order of time, as the rules take them.

    What late tellings of a source have overtaken is only in logs_between.
    A redacted text reads "-": the rules ask whether there was one, not what it said.
    """
    return standing(logs_between(session, ticket_id, ticket_id).get(ticket_id, []))


def logs_between(session: Session, first: int, last: int) -> dict[int, list[tuple[int, EventDraft]]]:
    """All events of the tickets from ``first`` to ``last``, by ticket; see log_of."""
    return {ticket: as_received(log) for ticket, log in _logs(session, Event.ticket_id.between(first, last)).items()}


def told_logs(session: Session, tickets: Collection[int], upto: int) -> dict[int, list[tuple[int, EventDraft]]]:
    """The events of these tickets up to one of the log as they were written, in order of time; who received a ticket
    as was told first."""
    return _logs(session, Event.ticket_id.in_(tickets) & (Event.seq <= upto))


def _logs(session: Session, where: ColumnElement[bool]) -> dict[int, list[tuple[int, EventDraft]]]:
    found: dict[int, list[tuple[int, EventDraft]]] = {}
    for row in session.execute(_LOG.where(where)):
        found.setdefault(row.ticket_id, []).append((row.seq, _draft(row)))
    return found


def _draft(row: Row[*tuple[Any, ...]]) -> EventDraft:
    return EventDraft(
        kind=Kind(row.kind),
        at=row.happened_at,
        agency=row.agency_id,
        to_agency=row.to_agency_id,
        text="-" if row.redacted_by else row.text,
        promised_at=row.promised_at,
        other_ticket=row.other_ticket_id,
        corrects=row.corrects,
        officer=row.officer_id,
        public=row.public,
        changed=tuple(TicketFact(name) for name in row.changed or ()),
        untold=row.kind == Kind.RECEIVED and row.status_after == Status.TIDAK_DIKETAHUI,
        visibility_after=Visibility(row.visibility_after) if row.visibility_after else None,
        reason_kind=WithdrawalReason(row.reason_kind) if row.reason_kind else None,
    )
