"""An agency speaks: it answers, starts work, promises a date, corrects itself, leaves an internal note."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ..domain.city import City
from ..domain.event import Happening, Kind
from ..domain.permission import Actor
from ..domain.status import Refused, Status
from ..domain.ticket import State
from ..domain.wording import plain
from .happen import happen, say


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

    def build(state: State, now: datetime) -> Sequence[Happening]:
        starts = start and state.status is not Status.PROSES
        said = [say(Kind.STARTED if starts else Kind.RESPONDED, actor, now, text)]
        if promise is not None and promise != state.promised_at:
            said.append(say(Kind.PROMISED, actor, now, promised_at=promise))
        return said

    if not plain(text):
        raise Refused("text_needed", kind=Kind.RESPONDED.value)
    return happen(ticket_id, build, city, actor=actor, seen=seen)


def promise(ticket_id: int, date: datetime, text: str, city: City, *, actor: Actor, seen: int) -> int:
    """Give or move the promised finish date (EWS); the target stays what it was."""
    return happen(
        ticket_id,
        lambda state, now: [say(Kind.PROMISED, actor, now, text, promised_at=date)],
        city,
        actor=actor,
        seen=seen,
    )


def note(ticket_id: int, text: str, city: City, *, actor: Actor, seen: int) -> int:
    """Leave a note that only officers read."""
    return happen(
        ticket_id, lambda state, now: [say(Kind.NOTED, actor, now, text, public=False)], city, actor=actor, seen=seen
    )
