"""An agency speaks: it answers, starts work, promises a date, corrects itself, leaves an internal note."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ..domain.city import City
from ..domain.event import EventDraft, Kind
from ..domain.permission import Actor
from ..domain.status import Refused, Status
from ..domain.transitions import TicketState
from ..domain.visible_text import visible_text
from .apply_events import apply_events, say


def respond(
    ticket_id: int,
    text: str,
    city: City,
    *,
    actor: Actor,
    seen: int,
    start: bool = False,
    promise: datetime | None = None,
) -> int:
    """Post a public response; ``start`` sets the ticket to work, ``promise`` (aware UTC) gives a finish date."""

    def build(state: TicketState, now: datetime) -> Sequence[EventDraft]:
        starts = start and state.status is not Status.PROSES
        said = [say(Kind.STARTED if starts else Kind.RESPONDED, actor, now, text)]
        if promise is not None and promise != state.promised_at:
            said.append(say(Kind.PROMISED, actor, now, promised_at=promise))
        return said

    if not visible_text(text):
        raise Refused("text_needed", kind=Kind.RESPONDED.value)
    return apply_events(ticket_id, build, city, actor=actor, seen=seen)


def promise(ticket_id: int, date: datetime, text: str, city: City, *, actor: Actor, seen: int) -> int:
    """Give or move the promised finish date (EWS); the target stays what it was."""
    return apply_events(
        ticket_id,
        lambda state, now: [say(Kind.PROMISED, actor, now, text, promised_at=date)],
        city,
        actor=actor,
        seen=seen,
    )


def note(ticket_id: int, text: str, city: City, *, actor: Actor, seen: int) -> int:
    """Leave a note that only officers read."""
    return apply_events(
        ticket_id, lambda state, now: [say(Kind.NOTED, actor, now, text, public=False)], city, actor=actor, seen=seen
    )
