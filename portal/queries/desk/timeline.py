"""A ticket's course on the desk: the public timeline itself, so that officers see what citizens see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from ...domain import timeline_build
from ...domain.status import Status
from ...domain.timeline import Deadlines, TimelinePeriod
from ...domain.visibility import Visibility
from ..tickets.events import custody_of, events_of
from .ticket import WorkTicket


@dataclass(frozen=True, slots=True)
class DeskTimeline:
    """What the timeline is drawn from. ``text``: the report's, which stands above it on the desk."""

    status: Status
    spells: tuple[TimelinePeriod, ...]
    text: str = ""
    channel: None = None


def desk_timeline(session: Session, ticket: WorkTicket, now: datetime) -> DeskTimeline:
    """The public events of a ticket, with the texts that this officer may read, up to ``now``."""
    connection = session.connection()
    events = events_of(connection, ticket.id, Visibility.FULL if ticket.whole else Visibility(ticket.visibility))
    dates = Deadlines(response_due=ticket.response_due_at, due=ticket.due_at, first_response=ticket.first_response_at)
    return DeskTimeline(
        Status(ticket.status), timeline_build.build(events, custody_of(connection, ticket.id), dates, now)
    )
