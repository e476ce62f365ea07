"""How a ticket changes: its state folded over what happened to it, and whose hands it was in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from .event import EventDraft, Kind
from .status import OPEN, Refused, Status, StatusType, after


class Closing(StrEnum):
    """Why a ticket ended; scorecards always split by it."""

    RESOLVED = "resolved"
    RESOLVED_AFTER_DISPUTE = "resolved_after_dispute"
    CLOSED = "closed"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"
    TIMED_OUT = "timed_out"


@dataclass(slots=True)
class TicketState:
    """Where a ticket stands. Times are aware UTC; agencies are ids.

    ``agency`` is responsible for it, ``holder`` has it in hand (differs while another agency is asked or
    a validator checks). ``first_response_at`` is the first public sign of an agency after it came in: an
    answer or a hand-over. ``resolved_at`` is when it last became resolved, None while it is not;
    ``ended_at`` when it last left the open statuses, None while it is open.
    """

    status: Status
    agency: int
    holder: int
    submitted_at: datetime
    holder_since: datetime
    first_response_at: datetime | None = None
    resolved_at: datetime | None = None
    ended_at: datetime | None = None
    promised_at: datetime | None = None
    closing: Closing | None = None
    duplicate_of: int | None = None
    handoffs: int = 0
    reopened: int = 0
    disputed: int = 0
    confirmed: int = 0
    responses: int = 0
    asker: int | None = None  # who asked for coordination and takes it back


def received(happening: EventDraft) -> TicketState:
    """The state of a ticket that has just come in to ``happening.agency``."""
    if happening.kind is not Kind.RECEIVED or happening.agency is None:
        raise ValueError("a ticket begins with RECEIVED at an agency")
    return TicketState(
        status=Status.MENUNGGU,
        agency=happening.agency,
        holder=happening.agency,
        submitted_at=happening.at,
        holder_since=happening.at,
    )


HANDS_OVER = frozenset({Kind.ROUTED, Kind.INSTRUCTED, Kind.TRANSFERRED})
ANSWERS = frozenset(
    {Kind.RESPONDED, Kind.STARTED, Kind.COORDINATION_ANSWERED, Kind.COMPLETED, Kind.RESOLVED, Kind.REJECTED}
)
RESPONSES = ANSWERS
GIVES_BACK = frozenset({Kind.VALIDATED, Kind.VALIDATION_REFUSED, Kind.RESOLVED, Kind.REOPENED, Kind.DISPUTED})
FIRST_SIGNS = HANDS_OVER | ANSWERS | {Kind.COORDINATION_ASKED, Kind.PROMISED, Kind.MERGED, Kind.CLOSED}
NEEDS_TEXT = frozenset({Kind.RESPONDED, Kind.REJECTED, Kind.VALIDATION_REFUSED, Kind.REDACTED, Kind.NOTED})
CLOSINGS: dict[Kind, Closing] = {
    Kind.REJECTED: Closing.REJECTED,
    Kind.MERGED: Closing.DUPLICATE,
    Kind.CLOSED: Closing.CLOSED,
    Kind.TIMED_OUT: Closing.TIMED_OUT,
}


def apply(state: TicketState, happening: EventDraft, *, validator: int | None = None) -> TicketState:
    """A new state: ``state`` after ``happening``; see advance()."""
    new = replace(state)
    advance(new, happening, validator=validator)
    return new


def advance(state: TicketState, happening: EventDraft, *, validator: int | None = None) -> None:
    """Change ``state`` by ``happening``. Raises Refused with the reason, and changes nothing, when the rules forbid it.

    ``validator`` is the agency that checks resolutions; with None the ticket stays in the agency's hands
    while it is checked.
    """
    _refuse(state, happening)
    before = state.status
    state.status = after(happening.kind, before)
    _hand_over(state, happening, validator)
    _answer(state, happening)
    _end(before, state, happening)


def fold(happenings: Iterable[EventDraft], *, validator: int | None = None) -> TicketState:
    """The state of a ticket after all its happenings, in order; the first is RECEIVED."""
    steps = iter(happenings)
    state = received(next(steps))
    for step in steps:
        advance(state, step, validator=validator)
    return state


def _refuse(state: TicketState, happening: EventDraft) -> None:
    """The rules beside the table of moves."""
    kind = happening.kind
    if kind in NEEDS_TEXT and not happening.text.strip():
        raise Refused("text_needed", kind=kind.value)
    if kind is Kind.CORRECTED and not (happening.text.strip() or happening.changed):
        raise Refused("text_needed", kind=kind.value)
    if kind in HANDS_OVER or kind is Kind.COORDINATION_ASKED:
        if happening.to_agency is None:
            raise Refused("agency_needed", kind=kind.value)
        if happening.to_agency == state.holder:
            raise Refused("already_there", kind=kind.value)
    if kind is Kind.PROMISED:
        if happening.promised_at is None:
            raise Refused("date_needed")
        if happening.promised_at <= happening.at:
            raise Refused("date_past")
    if kind is Kind.MERGED and happening.other_ticket is None:
        raise Refused("ticket_needed")


def _hand_over(new: TicketState, happening: EventDraft, validator: int | None) -> None:
    """Move responsibility and custody."""
    kind = happening.kind
    if kind in HANDS_OVER and happening.to_agency is not None:
        new.agency = happening.to_agency
        new.asker = None
        new.handoffs += 1
        _hold(new, happening.to_agency, happening.at)
    elif kind is Kind.COORDINATION_ASKED and happening.to_agency is not None:
        new.asker = new.holder
        new.handoffs += 1
        _hold(new, happening.to_agency, happening.at)
    elif kind is Kind.COORDINATION_ANSWERED:
        _hold(new, new.asker or new.agency, happening.at)
        new.asker = None
    elif kind is Kind.COMPLETED:
        _hold(new, validator or new.holder, happening.at)
    elif kind in GIVES_BACK:
        _hold(new, new.agency, happening.at)


def _hold(new: TicketState, agency: int, at: datetime) -> None:
    if agency != new.holder:
        new.holder = agency
        new.holder_since = at


def _answer(new: TicketState, happening: EventDraft) -> None:
    """Count what agencies and citizens said."""
    kind = happening.kind
    if kind is Kind.PROMISED:
        new.promised_at = happening.promised_at
    if kind in RESPONSES and happening.public and happening.text:
        new.responses += 1
    if new.first_response_at is None and kind in FIRST_SIGNS and happening.public:
        new.first_response_at = happening.at
    if kind in (Kind.REOPENED, Kind.DISPUTED):
        new.reopened += 1
    if kind is Kind.DISPUTED:
        new.disputed += 1
    if kind is Kind.CONFIRMED:
        new.confirmed += 1


def _end(before: Status, new: TicketState, happening: EventDraft) -> None:
    """Set or clear what belongs to having ended."""
    if (before in OPEN) == (new.status in OPEN):
        return
    if new.status in OPEN:
        new.resolved_at = new.ended_at = new.closing = new.duplicate_of = None
        return
    new.ended_at = happening.at
    if new.status.type is StatusType.RESOLVED:
        new.resolved_at = happening.at
        new.closing = Closing.RESOLVED_AFTER_DISPUTE if new.disputed else Closing.RESOLVED
    else:
        new.closing = CLOSINGS[happening.kind]
        new.duplicate_of = happening.other_ticket if happening.kind is Kind.MERGED else None
