"""Whether an agency may still refuse a ticket that another has handed to it, and to whom it goes back then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .event import EventDraft, Kind, TicketFact
from .status import Refused
from .transitions import ASSIGNMENTS, RESPONSES

#: After one of these the receiver has taken the ticket on.
ACCEPTS = RESPONSES | {Kind.PROMISED, Kind.REPORTER_ASKED}


@dataclass(frozen=True, slots=True)
class HandOver:
    """The last hand-over of a ticket: from whom to whom, when, and whether the receiver has worked on it since."""

    sender: int
    receiver: int
    at: datetime
    accepted: bool


def last_hand_over(drafts: Sequence[EventDraft]) -> HandOver | None:
    """Of a ticket's events in order of time; None when it was never handed over, or came back last."""
    found: HandOver | None = None
    responsible = drafts[0].agency
    for draft in drafts[1:]:
        if draft.to_agency is not None and (draft.kind in ASSIGNMENTS or TicketFact.AGENCY in draft.changed):
            given = draft.kind in ASSIGNMENTS and draft.kind is not Kind.RETURNED
            found = HandOver(responsible, draft.to_agency, draft.at, accepted=False) if given and responsible else None
            responsible = draft.to_agency
        elif found and draft.kind in ACCEPTS and draft.agency == found.receiver:
            found = HandOver(found.sender, found.receiver, found.at, accepted=True)
    return found


def sender_to_return_to(drafts: Sequence[EventDraft], now: datetime, limit: timedelta) -> int:
    """The agency that gets a refused ticket back. Raises Refused when there is none, or it is too late for that."""
    last = last_hand_over(drafts)
    if last is None or last.sender == last.receiver:
        raise Refused("not_handed_over")
    if last.accepted:
        raise Refused("already_accepted")
    if now - last.at > limit:
        raise Refused("return_too_late", hours=f"{limit.total_seconds() / 3600:g}")
    return last.sender
