"""A ticket's timeline on the desk: the public one, with the texts that this officer may read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from ...domain.status import Status
from ...domain.timeline import Deadlines, TimelinePeriod
from ...domain.visibility import Visibility
from ..tickets.events import events_of, timeline_of
from .ticket import WorkTicket


@dataclass(frozen=True, slots=True)
class DeskTimeline:
    """What the timeline's template reads. ``text`` stays empty: the desk shows the report's text above it."""

    status: Status
    spells: tuple[TimelinePeriod, ...]
    text: str = ""
    channel: None = None


def desk_timeline(session: Session, ticket: WorkTicket, now: datetime) -> DeskTimeline:
    """The timeline up to ``now``."""
    events = events_of(session, ticket.id, Visibility.FULL if ticket.whole else Visibility(ticket.visibility))
    deadlines = Deadlines(response_due=ticket.response_due_at, due=ticket.due_at, first_action=ticket.first_action_at)
    return DeskTimeline(Status(ticket.status), timeline_of(session, ticket.id, events, deadlines, now))
