"""An agency speaks: it answers, starts work, promises a date, or leaves an internal note."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ..domain.event import EventDraft, Kind
from ..domain.status import Refused, Status
from ..domain.transitions import TicketState
from ..domain.visible_text import visible_text
from .apply_events import Act, apply_events


def respond(ticket_id: int, text: str, act: Act, *, start: bool = False, promise: datetime | None = None) -> int:
    """Post a public response; ``start`` sets the ticket to work, ``promise`` (aware UTC) gives a finish date."""

    def decide(state: TicketState, now: datetime) -> Sequence[EventDraft]:
        starts = start and state.status is not Status.PROSES
        drafts = [act.draft(Kind.STARTED if starts else Kind.RESPONDED, now, text)]
        if promise is not None and promise != state.promised_at:
            drafts.append(act.draft(Kind.PROMISED, now, promised_at=promise))
        return drafts

    if not visible_text(text):
        raise Refused("text_needed", kind=Kind.RESPONDED.value)
    return apply_events(ticket_id, decide, act)


def note(ticket_id: int, text: str, act: Act) -> int:
    """Leave a note that only officers read."""
    return apply_events(ticket_id, lambda state, now: [act.draft(Kind.NOTED, now, text, public=False)], act)
