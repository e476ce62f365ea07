"""Requests to take something from public view: those that wait for a decision, and what became of the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from ...domain.event import Kind
from ...domain.permission import Actor, Right, Role, is_second_person, may
from ...domain.visibility import Visibility
from ...domain.withdrawal import WithdrawalReason
from ...models import Agency, Event, Officer, Original, Ticket, WithdrawalRequest
from ..tickets.state import state_of

MOST = 200  # of those that are decided


@dataclass(frozen=True, slots=True)
class WithdrawalRow:
    """One request. ``text``: what would go; ``mine``: this officer may decide about it."""

    id: int
    code: str
    ticket_id: int
    title: str
    kind: Kind
    about_report: bool
    visibility: Visibility | None
    reason_kind: WithdrawalReason
    reason: str
    officer: str
    agency: str
    asked_at: datetime
    decided_at: datetime | None
    decided_by: str
    agreed: bool | None
    answer: str
    text: str
    mine: bool


def withdrawals(session: Session, actor: Actor, *, waiting: bool) -> list[WithdrawalRow]:
    """Those that wait, the oldest first, or that are decided, the newest first: of the own agency, or of all."""
    rows = _rows()
    if actor.role is Role.SUPERVISOR:
        rows = rows.where(WithdrawalRequest.agency_id == actor.agency)
    if waiting:
        open_ones = rows.where(WithdrawalRequest.decided_at.is_(None))
        rows = open_ones.order_by(WithdrawalRequest.asked_at, WithdrawalRequest.id)
    else:
        done = WithdrawalRequest.decided_at.is_not(None)
        rows = rows.where(done).order_by(WithdrawalRequest.decided_at.desc(), WithdrawalRequest.id.desc()).limit(MOST)
    return [_row(*row, actor=actor) for row in session.execute(rows)]


def withdrawal(session: Session, request_id: int, actor: Actor) -> WithdrawalRow | None:
    """One request, if this officer may read it."""
    found = session.execute(_rows().where(WithdrawalRequest.id == request_id)).first()
    if found is None or (actor.role is Role.SUPERVISOR and found[0].agency_id != actor.agency):
        return None
    return _row(*found, actor=actor)


def waiting_of(session: Session, ticket_id: int) -> list[tuple[int, Kind]]:
    """(id, kind) of the requests about a ticket that wait."""
    rows = session.execute(
        select(WithdrawalRequest.id, WithdrawalRequest.visibility)
        .where(WithdrawalRequest.ticket_id == ticket_id, WithdrawalRequest.decided_at.is_(None))
        .order_by(WithdrawalRequest.id)
    )
    return [(id, Kind.VISIBILITY_CHANGED if visibility else Kind.REDACTED) for id, visibility in rows]


def _rows() -> Select[*tuple[Any, ...]]:
    decider = aliased(Officer)
    return (
        select(WithdrawalRequest, Ticket, Original, Officer.name, Agency.name, decider.name, Event.text)
        .join(Ticket, WithdrawalRequest.ticket_id == Ticket.id)
        .outerjoin(Original, Original.ticket_id == Ticket.id)
        .join(Officer, WithdrawalRequest.officer_id == Officer.id)
        .join(Agency, WithdrawalRequest.agency_id == Agency.id)
        .outerjoin(decider, WithdrawalRequest.decided_by == decider.id)
        .outerjoin(Event, WithdrawalRequest.event_seq == Event.seq)
    )


def _row(request: WithdrawalRequest, ticket: Ticket, *rest: Any, actor: Actor) -> WithdrawalRow:
    original, officer, agency, decider, text = rest
    report = original or ticket
    second = is_second_person(actor, request.officer_id, request.agency_id)
    return WithdrawalRow(
        id=request.id,
        code=ticket.code,
        ticket_id=ticket.id,
        title=report.title,
        kind=Kind.VISIBILITY_CHANGED if request.visibility else Kind.REDACTED,
        about_report=request.event_seq is None,
        visibility=Visibility(request.visibility) if request.visibility else None,
        reason_kind=WithdrawalReason(request.reason_kind),
        reason=request.reason,
        officer=officer,
        agency=agency,
        asked_at=request.asked_at,
        decided_at=request.decided_at,
        decided_by=decider or "",
        agreed=request.agreed,
        answer=request.answer,
        text=report.text if request.event_seq is None else text or "",
        mine=request.decided_at is None and second and may(actor, Right.DECIDE, state_of(ticket)),
    )
