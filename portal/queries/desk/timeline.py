"""A ticket's timeline on the desk: the public one, with the texts that this officer may read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.event import Kind
from ...domain.photo_pair import RESOLUTIONS, PhotoPair, events_in, photo_pairs
from ...domain.source_clock import LastWord, SourceClocks
from ...domain.status import OPEN, Status
from ...domain.timeline import Deadlines, TimelineEvent, TimelinePeriod
from ...domain.visibility import Visibility
from ...models import Ticket
from ..city.clocks import read_sources
from ..tickets.events import events_of, timeline_of
from .ticket import WorkTicket


@dataclass(frozen=True, slots=True)
class DeskTimeline:
    """What the timeline's template reads. ``text`` stays empty: the desk shows the report's text above it.

    ``until``: up to when the ticket's state is known, and ``last_word``: why it is not known beyond.
    """

    status: Status
    spells: tuple[TimelinePeriod, ...]
    until: datetime
    last_word: LastWord
    text: str = ""
    channel: None = None

    @property
    def pairs(self) -> dict[int, PhotoPair]:
        """Before and after, by the event that says that the work is done."""
        return photo_pairs(events_in(self.spells))

    @property
    def done(self) -> TimelineEvent | None:
        """The last event that says that the work is done."""
        return next(reversed(self._said_done), None)

    @property
    def claims(self) -> int:
        """How often it was said to be done."""
        return len(self._said_done)

    @property
    def contested(self) -> TimelineEvent | None:
        """The last event by which a citizen said that it is not done."""
        return next((event for event in reversed(events_in(self.spells)) if event.kind is Kind.DISPUTED), None)

    @property
    def _said_done(self) -> list[TimelineEvent]:
        return [event for event in events_in(self.spells) if event.kind in RESOLUTIONS]

    @property
    def open(self) -> bool:
        return self.status in OPEN

    @property
    def untold(self) -> bool:
        """Whether its source never says what became of it."""
        return self.status is Status.TIDAK_DIKETAHUI


def desk_timeline(session: Session, ticket: WorkTicket, now: datetime) -> DeskTimeline:
    """The timeline, looked at ``now``, as far as is known."""
    clocks = SourceClocks(now, read_sources(session))
    news = session.execute(select(Ticket.source, Ticket.desk_at).where(Ticket.id == ticket.id)).one()
    shown = Visibility.FULL if ticket.whole else Visibility(ticket.visibility)
    events = events_of(session, ticket.id, shown, inside=ticket.whole)
    deadlines = Deadlines(response_due=ticket.response_due_at, due=ticket.due_at, first_action=ticket.first_action_at)
    spells = timeline_of(session, ticket.id, events, deadlines, clocks.until(*news))
    return DeskTimeline(Status(ticket.status), spells, clocks.until(*news), clocks.last_word(*news))
