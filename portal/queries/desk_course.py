"""A ticket's course on the desk: the public timeline itself, so that officers see what citizens see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from ..domain import timeline_build
from ..domain.privacy import Face
from ..domain.status import Status
from ..domain.timeline import Deadlines, Spell
from .desk_ticket import WorkTicket
from .ticket_events import events_of, holdings_of


@dataclass(frozen=True, slots=True)
class Course:
    """What the timeline is drawn from. ``text``: the report's, which stands above it on the desk."""

    status: Status
    spells: tuple[Spell, ...]
    text: str = ""
    channel: None = None


def course(session: Session, ticket: WorkTicket, now: datetime) -> Course:
    """The public events of a ticket, with the texts that this officer may read, up to ``now``."""
    connection = session.connection()
    events = events_of(connection, ticket.id, Face.FULL if ticket.whole else Face(ticket.face))
    dates = Deadlines(response_due=ticket.response_due_at, due=ticket.due_at, first_response=ticket.first_response_at)
    return Course(Status(ticket.status), timeline_build.build(events, holdings_of(connection, ticket.id), dates, now))
