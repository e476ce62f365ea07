"""Taking something from public view needs two: who asks, and a second person outside the responsible agency."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from .. import clock
from ..domain.event import Kind
from ..domain.permission import Actor, Right, check, check_second_person
from ..domain.reason import has_words
from ..domain.staff_act import StaffAct
from ..domain.status import Refused
from ..domain.visibility import Visibility
from ..domain.visible_text import visible_text
from ..domain.withdrawal import WithdrawalReason, withdraws
from ..extensions import db
from ..models import Event, SentForm, Ticket, WithdrawalRequest
from ..queries.tickets.state import state_of
from . import moderate
from .apply_events import Act, check_seen, form_done
from .audit import note
from .log import change


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be withdrawn of a ticket: its ``visibility``, or a text: of event ``seq``, or (None) of the report."""

    seq: int | None = None
    visibility: Visibility | None = None

    @property
    def kind(self) -> Kind:
        return Kind.REDACTED if self.visibility is None else Kind.VISIBILITY_CHANGED


def ask(ticket_id: int, wish: Wish, reason_kind: WithdrawalReason, reason: str, act: Act) -> int:
    """Ask for a withdrawal; the request's id. Nothing changes before somebody has agreed.

    Asking twice for the same gives the same request. Raises Conflict, Refused, Forbidden, or LookupError.
    """
    session, actor, reason = db.session(), _acting(act), visible_text(reason)
    if not has_words(reason):
        raise Refused("words_needed")
    with change(session):
        ticket = _ticket(session, ticket_id)
        check_seen(ticket, act)
        check(actor, wish.kind, state_of(ticket))
        _check_wish(session, ticket, wish)
        there, sent = _open(session, ticket_id, wish), _was_sent(session, act)
        if sent and there is None:
            raise Refused("already_decided")
        if not sent:
            form_done(session, ticket_id, act, ticket.last_seq)
        if there is not None:
            return there
        request = WithdrawalRequest(
            ticket_id=ticket_id,
            event_seq=wish.seq,
            visibility=wish.visibility.value if wish.visibility else None,
            reason_kind=reason_kind.value,
            reason=reason,
            officer_id=actor.officer,
            agency_id=actor.agency,
            asked_at=clock.now(),
        )
        session.add(request)
        session.flush()
        _note(session, StaffAct.WITHDRAWAL_ASKED, act, ticket_id, wish.kind)
        return request.id


def agree(request_id: int, answer: str, act: Act) -> int:
    """Agree, with words, and withdraw it; the seq of the event. The event is in the name of who asked.

    Raises Refused, too, for a request that would withdraw nothing any more: it stays open.
    """
    request, wish = _checked(db.session(), request_id, answer, act)
    agreed = moderate.Agreed(
        officer=request.officer_id,
        agency=request.agency_id,
        by_agency=_acting(act).agency,
        reason_kind=WithdrawalReason(request.reason_kind),
        record=lambda session: _decide(session, request_id, answer, act, agreed=True),
    )
    ticket_id, reason, system = request.ticket_id, request.reason, Act(act.city)
    if wish.visibility is None:
        return moderate.redact(ticket_id, wish.seq, reason, system, agreed)
    return moderate.change_visibility(ticket_id, wish.visibility, reason, system, agreed)


def refuse(request_id: int, answer: str, act: Act) -> None:
    """Refuse, with words; everything stays as it is."""
    session = db.session()
    with change(session):
        _decide(session, request_id, answer, act, agreed=False)


def _checked(session: Session, request_id: int, answer: str, act: Act) -> tuple[WithdrawalRequest, Wish]:
    """The open request, if this officer may decide about it."""
    actor = _acting(act)
    request = session.get(WithdrawalRequest, request_id, populate_existing=True)
    if request is None:
        raise LookupError(f"no request {request_id}")
    check(actor, Right.DECIDE, state_of(_ticket(session, request.ticket_id)))
    check_second_person(actor, request.officer_id, request.agency_id, "own_request")
    if request.decided_at is not None:
        raise Refused("already_decided")
    if not has_words(visible_text(answer)):
        raise Refused("words_needed")
    return request, Wish(request.event_seq, Visibility(request.visibility) if request.visibility else None)


def _decide(session: Session, request_id: int, answer: str, act: Act, *, agreed: bool) -> None:
    """Write the decision down; within a change, whose lock makes sure that everything checked here still holds."""
    request, wish = _checked(session, request_id, answer, act)
    if agreed:
        _check_wish(session, _ticket(session, request.ticket_id), wish)
    request.decided_at, request.decided_by = clock.now(), _acting(act).officer
    request.answer, request.agreed = visible_text(answer), agreed
    done = StaffAct.WITHDRAWAL_AGREED if agreed else StaffAct.WITHDRAWAL_REFUSED
    _note(session, done, act, request.ticket_id, wish.kind)


def _check_wish(session: Session, ticket: Ticket, wish: Wish) -> None:
    """Raises Refused for what would withdraw nothing, LookupError for an event that is not this ticket's."""
    if wish.visibility is not None:
        if not withdraws(Visibility(ticket.visibility), wish.visibility):
            raise Refused("already_so", visibility=wish.visibility.value)
        return
    if wish.seq is None:
        _check_report(session, ticket.id)
        return
    event = session.get(Event, wish.seq)
    if event is None or event.ticket_id != ticket.id:
        raise LookupError(f"ticket {ticket.id} has no event {wish.seq}")
    if event.redacted_by:
        raise Refused("already_redacted")


def _check_report(session: Session, ticket_id: int) -> None:
    """Raises Refused when what the citizen wrote was taken back before."""
    its = (Event.ticket_id == ticket_id, Event.kind == Kind.REDACTED.value, Event.corrects.is_(None))
    if session.scalar(select(Event.seq).where(*its).limit(1)) is not None:
        raise Refused("already_redacted")


def _was_sent(session: Session, act: Act) -> bool:
    """Whether this very form has asked before."""
    return act.form is not None and session.get(SentForm, (_acting(act).officer, act.form.key)) is not None


def _open(session: Session, ticket_id: int, wish: Wish) -> int | None:
    """The request for the same that waits already."""
    visibility = wish.visibility.value if wish.visibility else None
    return session.scalar(
        select(WithdrawalRequest.id).where(
            WithdrawalRequest.ticket_id == ticket_id,
            WithdrawalRequest.decided_at.is_(None),
            WithdrawalRequest.event_seq.is_not_distinct_from(wish.seq),
            WithdrawalRequest.visibility.is_not_distinct_from(visibility),
        )
    )


def _acting(act: Act) -> Actor:
    if act.actor is None:
        raise ValueError("an officer asks, and an officer decides")
    return act.actor


def _ticket(session: Session, ticket_id: int) -> Ticket:
    ticket = session.get(Ticket, ticket_id, populate_existing=True)
    if ticket is None:
        raise LookupError(f"no ticket {ticket_id}")
    return ticket


def _note(session: Session, act_kind: StaffAct, act: Act, ticket_id: int, kind: Kind) -> None:
    note(session, act_kind, act.by, ticket=(ticket_id, kind))
