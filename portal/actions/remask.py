"""Stored texts are brought up to the rule of masking that holds now; an event says so on each ticket that changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select, update
from sqlalchemy.orm import Session

from ..domain import title
from ..domain.city import City
from ..domain.event import EventDraft, Kind, TicketFact
from ..domain.masking import Contacts
from ..domain.privacy import public_text
from ..domain.status import Refused
from ..domain.transitions import TicketState
from ..domain.visibility import Visibility
from ..domain.visible_text import visible_text
from ..extensions import db
from ..models import Event, Original, Ticket
from .apply_events import Act, apply_events
from .areas.outlines import ask_rebuild
from .chain import forget_salts
from .intake.tellings import forget_tellings
from .log import change

BATCH = 1_000  # tickets read at once

Progress = Callable[[int, int], None]

_REPORTS = (
    select(
        *(Ticket.id, Ticket.title, Ticket.text, Ticket.place, Ticket.lat, Ticket.lon),
        func.coalesce(Original.title, Ticket.title).label("raw_title"),
        func.coalesce(Original.text, Ticket.text).label("raw_text"),
        func.coalesce(Original.place, Ticket.place).label("raw_place"),
    )
    .outerjoin(Original, Original.ticket_id == Ticket.id)
    .where(Ticket.visibility == Visibility.FULL.value)
)
_EVENTS = select(Event.seq, Event.ticket_id, Event.text).where(Event.public, Event.text != "").order_by(Event.seq)


@dataclass(slots=True)
class Remasked:
    """What was looked at and what of it was, or by a check would be, changed."""

    tickets: int = 0
    reports: int = 0
    events: int = 0


@dataclass(slots=True)
class _Changes:
    """New public texts of one ticket: columns of its report, and texts of events by seq."""

    report: dict[str, str] = field(default_factory=dict)
    events: dict[int, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.report or self.events)


def remask(city: City, *, check: bool = False, progress: Progress | None = None) -> Remasked:
    """Bring public titles, texts, places and events up to the rule; ``check`` only counts what would change.

    Each ticket is a change of its own: one that was interrupted goes on when it is run again, and a second run
    changes nothing. ``progress`` is told (tickets done, of how many).
    """
    session, found = db.session(), Remasked()
    total = session.execute(select(func.count()).select_from(Ticket)).scalar() or 0
    changed = False
    for ids in _batches(session):
        for ticket_id, due in _due(session, ids[0], ids[-1], city.contacts).items():
            found.reports += bool(due.report)
            found.events += len(due.events)
            if not check:
                changed |= _write(ticket_id, city)
        session.rollback()
        found.tickets += len(ids)
        if progress is not None:
            progress(found.tickets, total)
    if changed:  # a new index: the old one still knows the words that are gone, and would suggest them
        with change(session):
            ask_rebuild(session)
    return found


def _batches(session: Session) -> Iterator[Sequence[int]]:
    last = 0
    while ids := session.scalars(select(Ticket.id).where(Ticket.id > last).order_by(Ticket.id).limit(BATCH)).all():
        yield ids
        last = ids[-1]


def _due(session: Session, first: int, last: int, official: Contacts) -> dict[int, _Changes]:
    """What has to change on the tickets from ``first`` to ``last``, by their ids."""
    found: dict[int, _Changes] = {}
    for row in session.execute(_REPORTS.where(Ticket.id.between(first, last)).order_by(Ticket.id)):
        if report := _report(row, official):
            found[row.id] = _Changes(report)
    for seq, ticket_id, text in session.execute(_EVENTS.where(Event.ticket_id.between(first, last))):
        if (masked := public_text(text, official)) != text:
            found.setdefault(ticket_id, _Changes()).events[seq] = masked
    return found


def _report(row: Row[*tuple[Any, ...]], official: Contacts) -> dict[str, str]:
    """The columns of a report that are not what the rule makes of the report as it came in."""
    text = public_text(row.raw_text, official)
    # A title that was made of the text may end amid a number: it is made anew.
    made = title.is_derived(row.raw_title, visible_text(row.raw_text))
    heading = title.derive(text) if made else row.raw_title
    public = {
        "title": public_text(heading, official),
        "text": text,
        "place": public_text(row.raw_place, official),
    }
    return {name: value for name, value in public.items() if value != getattr(row, name)}


def _write(ticket_id: int, city: City) -> bool:
    """Change one ticket as it is under the write lock; False when another process was faster."""
    due = _Changes()

    def decide(_state: TicketState, now: datetime) -> Sequence[EventDraft]:
        nonlocal due
        due = _due(db.session(), ticket_id, ticket_id, city.contacts).get(ticket_id, due)
        about = ([None] if due.report else []) + list(due.events)
        return [act.draft(Kind.CORRECTED, now, corrects=seq, changed=(TicketFact.MASKED,)) for seq in about]

    def rewrite(session: Session, ticket: Ticket, _seq: int) -> None:
        if due.report:
            _keep(session, ticket)
            session.execute(update(Ticket).where(Ticket.id == ticket.id).values(due.report))
        forget_tellings(session, ticket.id)
        for seq, text in due.events.items():
            forget_salts(session, seq)
            session.execute(update(Event).where(Event.seq == seq).values(text=text))

    act = Act(city)
    try:
        apply_events(ticket_id, decide, act, alongside=rewrite)
    except Refused as refusal:
        if refusal.reason != "nothing_to_do":
            raise
        return False
    return True


def _keep(session: Session, ticket: Ticket) -> None:
    """Keep the report as it came in for the officers who work on it."""
    if session.get(Original, ticket.id) is None:
        told = {name: getattr(ticket, name) for name in ("title", "text", "place", "lat", "lon")}
        session.add(Original(ticket_id=ticket.id, **told))
        session.flush()
