"""How one event changes a ticket: the rules beside the table of moves, and the state after it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from .custody import Custodian, CustodyRole
from .event import EventDraft, Kind
from .status import ENDED, OPEN, Refused, Status, StatusType, after


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
    """The state of a ticket after its events so far. Times are aware UTC; agencies are ids.

    ``agency`` is responsible for it, ``holder`` works on it (another while that one is asked or a validator
    checks). ``first_response_at`` is the first public text by an agency, ``first_action_at`` its first public step
    of any kind, such as a transfer: what the deadline for a first answer or a hand-over asks for. ``resolved_at`` is
    when it last became resolved, None while it is not; ``ended_at`` when it last left the open statuses, None while
    it is open.
    """

    status: Status
    agency: int
    holder: int
    submitted_at: datetime
    holder_since: datetime
    first_response_at: datetime | None = None
    first_action_at: datetime | None = None
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
    asker: int | None = None  # who asked for coordination and gets the ticket back
    question_at: datetime | None = None  # since when a question to the reporter is open
    questions: int = 0  # to the reporter, in all
    recheck_at: datetime | None = None  # since when a validator is asked to look at the end again

    @property
    def custodian(self) -> Custodian | None:
        """Who has the ticket: the holder while it is open, nobody once it has ended."""
        if self.status not in OPEN:
            return None
        if self.holder == self.agency:
            asked = self.question_at is not None
            return Custodian(self.holder, CustodyRole.WAITING if asked else CustodyRole.RESPONSIBLE)
        return Custodian(self.holder, CustodyRole.CHECKING if self.asker is None else CustodyRole.ASKED)


def received(draft: EventDraft) -> TicketState:
    """The state of a ticket that has just come in to ``draft.agency``."""
    if draft.kind is not Kind.RECEIVED or draft.agency is None:
        raise ValueError("a ticket begins with RECEIVED at an agency")
    return TicketState(
        status=Status.TIDAK_DIKETAHUI if draft.untold else Status.MENUNGGU,
        agency=draft.agency,
        holder=draft.agency,
        submitted_at=draft.at,
        holder_since=draft.at,
    )


ASSIGNMENTS = frozenset({Kind.ROUTED, Kind.INSTRUCTED, Kind.TRANSFERRED, Kind.RETURNED})
RESPONSES = frozenset(
    {Kind.RESPONDED, Kind.STARTED, Kind.COORDINATION_ANSWERED, Kind.COMPLETED, Kind.RESOLVED, Kind.REJECTED}
)
RETURNS_TO_AGENCY = frozenset({Kind.VALIDATED, Kind.VALIDATION_REFUSED, Kind.RESOLVED, Kind.REOPENED, Kind.DISPUTED})
FIRST_ACTIONS = (
    ASSIGNMENTS | RESPONSES | {Kind.COORDINATION_ASKED, Kind.PROMISED, Kind.MERGED, Kind.CLOSED, Kind.REPORTER_ASKED}
)
#: What an agency does with a ticket while it waits for no answer of the reporter.
GOES_ON = (ASSIGNMENTS | RESPONSES | {Kind.COORDINATION_ASKED, Kind.MERGED, Kind.CLOSED, Kind.TIMED_OUT}) - {
    Kind.RESPONDED
}
#: What ends a question to the reporter.
ENDS_QUESTION = frozenset({Kind.REPORTER_ANSWERED, Kind.QUESTION_ENDED})
NEEDS_TEXT = frozenset(
    {
        *(Kind.RESPONDED, Kind.REJECTED, Kind.VALIDATION_REFUSED, Kind.REDACTED, Kind.NOTED),
        *(Kind.REPORTER_ASKED, Kind.REPORTER_ANSWERED, Kind.RECHECK_ENDED),
    }
)
CLOSINGS: dict[Kind, Closing] = {
    Kind.REJECTED: Closing.REJECTED,
    Kind.MERGED: Closing.DUPLICATE,
    Kind.CLOSED: Closing.CLOSED,
    Kind.TIMED_OUT: Closing.TIMED_OUT,
}


#: What says how a ticket stands; by the others nothing is known of it that was not known before.
TELLS_STATE = frozenset(Kind) - {
    Kind.RECEIVED, Kind.CORRECTED, Kind.REDACTED, Kind.VISIBILITY_CHANGED, Kind.NOTED, Kind.RECHECK_ASKED,
    Kind.RECHECK_ENDED,
}  # fmt: skip


def acted_at_desk(drafts: Iterable[EventDraft]) -> datetime | None:
    """When an officer last did something to a ticket that says how it stands."""
    told = (draft.at for draft in drafts if draft.officer is not None and draft.public and draft.kind in TELLS_STATE)
    return max(told, default=None)


def apply(state: TicketState, draft: EventDraft, *, validator: int | None = None) -> TicketState:
    """A new state: ``state`` after ``draft``; see advance()."""
    new = replace(state)
    advance(new, draft, validator=validator)
    return new


def advance(state: TicketState, draft: EventDraft, *, validator: int | None = None) -> None:
    """Change ``state`` by ``draft``. Raises Refused with the reason, and changes nothing, when the rules forbid it.

    ``validator`` is the agency that checks resolutions; with None the ticket stays with its agency while it is
    checked. Of a report whose outcome its source never tells, what the source says on the way tells no more of it; an
    officer may take it up.
    """
    _refuse(state, draft)
    before = state.status
    state.status = _next_status(before, draft)
    if before is Status.TIDAK_DIKETAHUI and state.status in OPEN:
        _take_up(state, draft)
    _move(state, draft, validator)
    _count(state, draft)
    _end(before, state, draft)


def _next_status(before: Status, draft: EventDraft) -> Status:
    """A source may say that it reopened a report of whose end before that it says nothing."""
    unseen_end = draft.kind is Kind.REOPENED and draft.officer is None and before in OPEN
    return Status.PROSES if unseen_end else after(draft.kind, before)


def _take_up(state: TicketState, draft: EventDraft) -> None:
    """Open the ticket if an officer acts; until then it was in nobody's hands, as far as is known."""
    if draft.officer is None:
        state.status = Status.TIDAK_DIKETAHUI
    else:
        state.holder_since = draft.at


def _refuse(state: TicketState, draft: EventDraft) -> None:
    """The rules beside the table of moves."""
    kind = draft.kind
    if kind in NEEDS_TEXT and not draft.text.strip():
        raise Refused("text_needed", kind=kind.value)
    if kind is Kind.CORRECTED and not (draft.text.strip() or draft.changed):
        raise Refused("text_needed", kind=kind.value)
    if kind in ASSIGNMENTS or kind is Kind.COORDINATION_ASKED:
        if draft.to_agency is None:
            raise Refused("agency_needed", kind=kind.value)
        if draft.to_agency == state.holder:
            raise Refused("already_there", kind=kind.value)
    if state.question_at is not None and (kind in GOES_ON or kind is Kind.REPORTER_ASKED):
        raise Refused("question_open")
    if state.question_at is None and kind in ENDS_QUESTION:
        raise Refused("question_over")
    if kind is Kind.PROMISED:
        if draft.promised_at is None:
            raise Refused("date_needed")
        if draft.promised_at <= draft.at:
            raise Refused("date_past")


def _move(new: TicketState, draft: EventDraft, validator: int | None) -> None:
    """Move responsibility and custody."""
    kind = draft.kind
    if kind in ASSIGNMENTS and draft.to_agency is not None:
        new.agency = draft.to_agency
        new.asker = None
        new.handoffs += 1
        _hold(new, draft.to_agency, draft.at)
    elif kind is Kind.COORDINATION_ASKED and draft.to_agency is not None:
        if new.holder == new.agency or new.asker is None:  # asked on: the answer goes to who asked first
            new.asker = new.holder
        new.handoffs += 1
        _hold(new, draft.to_agency, draft.at)
    elif kind is Kind.COORDINATION_ANSWERED:
        _hold(new, new.asker or new.agency, draft.at)
        new.asker = None
    elif kind is Kind.COMPLETED:
        _hold(new, validator or new.holder, draft.at)
    elif kind in RETURNS_TO_AGENCY:
        _hold(new, new.agency, draft.at)
    elif kind is Kind.REPORTER_ASKED:
        new.question_at = draft.at
    elif kind in ENDS_QUESTION:
        new.question_at = None
    elif kind is Kind.RECHECK_ASKED and new.status is Status.SELESAI:
        new.recheck_at = draft.at
    elif kind is Kind.RECHECK_ENDED:
        new.recheck_at = None


def _hold(new: TicketState, agency: int, at: datetime) -> None:
    if agency != new.holder:
        new.holder = agency
        new.holder_since = at


def _count(new: TicketState, draft: EventDraft) -> None:
    """Count answers of agencies and verdicts of citizens."""
    kind = draft.kind
    if kind is Kind.PROMISED:
        new.promised_at = draft.promised_at
    if kind is Kind.REPORTER_ASKED:
        new.questions += 1
    if kind in RESPONSES and draft.public and draft.text:
        new.responses += 1
        new.first_response_at = new.first_response_at or draft.at
    if kind in FIRST_ACTIONS and draft.public:
        new.first_action_at = new.first_action_at or draft.at
    if kind in (Kind.REOPENED, Kind.DISPUTED):
        new.reopened += 1
    if kind is Kind.DISPUTED:
        new.disputed += 1
    if kind is Kind.CONFIRMED:
        new.confirmed += 1


def _end(before: Status, new: TicketState, draft: EventDraft) -> None:
    """Set what belongs to an ended ticket, or clear it when the ticket is opened again."""
    if (before in ENDED) == (new.status in ENDED):
        return
    if new.status not in ENDED:
        new.resolved_at = new.ended_at = new.closing = new.duplicate_of = new.recheck_at = None
        return
    new.ended_at = draft.at
    if new.status.type is StatusType.RESOLVED:
        new.resolved_at = draft.at
        new.closing = Closing.RESOLVED_AFTER_DISPUTE if new.disputed else Closing.RESOLVED
    else:
        new.closing = CLOSINGS[draft.kind]
        new.duplicate_of = draft.other_ticket if draft.kind is Kind.MERGED else None
