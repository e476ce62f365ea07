"""The reporter of a report says whether the work is done: asked once for each end, heard at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..domain.city import City
from ..domain.event import EventDraft, Kind
from ..domain.reason import has_words
from ..domain.status import Refused, Status
from ..domain.transitions import TicketState
from ..domain.visible_text import visible_text
from ..domain.witness import WITHIN
from ..extensions import db
from ..models import Event
from .apply_events import Act, apply_events


def judge(ticket_id: int, city: City, *, done: bool, words: str = "", photos_of: str = "") -> int:
    """Confirm the end, or contest it, which opens the report again; the seq of the event.

    ``words``: what is not done, needed to contest, public if the report is. ``photos_of``: the key of the form with
    which photos of it wait. Raises Refused where the reporter is not asked now, or says nothing.
    """
    text = visible_text(words)
    if not done and not has_words(text):
        raise Refused("words_needed")

    def decide(state: TicketState, now: datetime) -> Sequence[EventDraft]:
        ended = state.ended_at if state.status is Status.SELESAI else None
        if ended is None or now - ended > WITHIN or confirmed_since(db.session(), ticket_id, ended):
            raise Refused("not_asked_now")
        return [EventDraft(kind=Kind.CONFIRMED if done else Kind.DISPUTED, at=now, text=text)]

    return apply_events(ticket_id, decide, Act(city, reporter=True, photos_of="" if done else photos_of))


def confirmed_since(session: Session, ticket_id: int, ended: datetime) -> bool:
    """Whether the end was confirmed; one that was contested is an end no more."""
    said = select(Event.seq).where(
        Event.ticket_id == ticket_id, Event.kind == Kind.CONFIRMED.value, Event.happened_at >= ended
    )
    return session.scalar(said.limit(1)) is not None
