"""One ticket as an officer works on it: the report, all its events, and what may be done now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session, aliased

from ...domain.event import Kind, TicketFact
from ...domain.hand_over import sender_to_return_to
from ...domain.masking import Contacts
from ...domain.openness import Openness
from ...domain.permission import OUTSIDE, Actor, Right, check_second_person, may
from ...domain.privacy import public_text, text_is_public
from ...domain.status import Refused, allowed
from ...domain.transitions import TicketState
from ...domain.visibility import DELAY, SEARCHED, Visibility
from ...domain.visible_text import visible_text
from ...models import Agency, Area, Category, Event, KeptPrivate, Officer, Original, Ticket
from ...models.draft import ANSWER
from ...models.kept_private import openness
from ..agencies.names import units_below
from ..report.link import is_reachable
from ..tickets.state import completed_by, log_of, state_of
from .forms import HalfWritten, half_written

#: A row of the log with the names of its agencies and its officer, and the code of the other ticket.
EventRow = tuple[Event, str | None, str | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class WorkEvent:
    """One row of the log as officers see it, with the colleague who wrote it."""

    seq: int
    kind: Kind
    at: datetime
    agency: str
    to_agency: str
    officer: str
    status_after: str
    text: str
    public: bool
    redacted: bool
    promised_at: datetime | None
    corrects: int | None
    ours: bool  # written by the officer's own agency
    mine: bool  # written by the officer
    to_agency_id: int | None
    visibility_after: str | None
    other_code: str

    def as_stored(self, text: str, official: Contacts) -> str:
        """A text as such an event would keep it."""
        return public_text(text, official) if self.public else visible_text(text)


@dataclass(frozen=True, slots=True)
class Desk:
    """Who looks at a ticket, when, and by which of the city's limits; ``questions``: to the reporter of one report."""

    actor: Actor
    now: datetime
    hand_over_limit: timedelta
    questions: int = 0


@dataclass(frozen=True, slots=True)
class WorkTicket:
    """A ticket on the desk. ``can``: the kinds of event that the rules and this officer's role allow now."""

    id: int
    code: str
    title: str
    text: str
    place: str
    lat: float | None
    lon: float | None
    visibility: str
    openness: Openness
    category: str
    category_en: str
    category_slug: str
    area: str
    status: str
    agency: str
    holder: str
    holder_id: int
    submitted_at: datetime
    response_due_at: datetime
    due_at: datetime
    promised_at: datetime | None
    first_action_at: datetime | None
    ended_at: datetime | None
    handoffs: int
    last_seq: int
    drafts: dict[str, HalfWritten]
    can: frozenset[Kind]
    events: list[WorkEvent]
    state: TicketState
    whole: bool  # False: it never concerned this officer's agency, so only what the public sees is there

    @property
    def draft(self) -> str:
        """The half-written answer; '' when there is none."""
        kept = self.drafts.get(ANSWER)
        return kept.text if kept else ""

    def since(self, seq: int) -> list[WorkEvent]:
        """What happened after ``seq``: what an officer whose save came second must read."""
        return [event for event in self.events if event.seq > seq]

    def event(self, seq: int | None) -> WorkEvent | None:
        """The event with this number, if it is one of this ticket's."""
        return next((event for event in self.events if event.seq == seq), None)

    def wording(self, event: WorkEvent) -> str:
        """An event's text as it reads now: its last correction that was not redacted, else its own."""
        later = [other.text for other in self.events if other.corrects == event.seq and other.kind is Kind.CORRECTED]
        return next((text for text in reversed(later) if text), event.text)

    def said(self, text: str, official: Contacts) -> WorkEvent | None:
        """This officer's newest event that says just this text, as it was stored; None when there is none.

        ``official``: the city's contacts, which are not masked.
        """
        mine = sorted((event for event in self.events if event.mine and event.text), key=lambda event: -event.seq)
        return next((event for event in mine if event.text == event.as_stored(text, official)), None)

    @property
    def own_last(self) -> WorkEvent | None:
        """What this officer wrote last on it."""
        return max((event for event in self.events if event.mine and event.text), key=lambda e: e.seq, default=None)

    @property
    def last_act(self) -> WorkEvent | None:
        """What came last; of an answer with a promise, which makes two events, the answer."""
        told = [event for event in self.events if event.kind is not Kind.PROMISED or not event.mine]
        return max(told, key=lambda event: event.seq, default=None)


def work_ticket(session: Session, code: str, desk: Desk) -> WorkTicket | None:
    """The ticket with this code as the officer of ``desk`` works on it; None when there is none."""
    actor, found = desk.actor, _find(session, code)
    if found is None:
        return None
    ticket, original, category, area, agency, holder, kept = found
    rows = _rows(session, ticket.id)
    whole = _concerned(actor, ticket, rows)
    visibility = Visibility(ticket.visibility)
    if not whole and visibility not in SEARCHED:
        return None
    report = original if original and whole else ticket
    return WorkTicket(
        id=ticket.id,
        code=ticket.code,
        title=report.title,
        text=report.text,
        place=report.place,
        lat=report.lat,
        lon=report.lon,
        visibility=ticket.visibility,
        openness=openness(kept),
        category=category.name if category else "",
        category_en=category.name_en if category else "",
        category_slug=category.slug if category else "",
        area=area or "",
        status=ticket.status,
        agency=agency,
        holder=holder,
        holder_id=ticket.holder_id,
        submitted_at=ticket.submitted_at,
        response_due_at=ticket.response_due_at,
        due_at=ticket.due_at,
        promised_at=ticket.promised_at,
        first_action_at=ticket.first_action_at,
        ended_at=ticket.ended_at,
        handoffs=ticket.handoffs,
        last_seq=ticket.last_seq,
        drafts=half_written(session, ticket.id, actor.officer),
        can=_can(session, ticket, desk),
        events=_all(rows, actor) if whole else _public(rows, actor, visibility),
        state=state_of(ticket),
        whole=whole,
    )


def _find(session: Session, code: str) -> Row[*tuple[Any, ...]] | None:
    """Ticket, original, category, the names of area, agency and holder, and whether its reporter keeps it private."""
    holder = aliased(Agency)
    return session.execute(
        select(Ticket, Original, Category, Area.name, Agency.name, holder.name, KeptPrivate)
        .join(Agency, Ticket.agency_id == Agency.id)
        .join(holder, Ticket.holder_id == holder.id)
        .outerjoin(Original, Original.ticket_id == Ticket.id)
        .outerjoin(Category, Ticket.category_id == Category.id)
        .outerjoin(Area, Ticket.area_id == Area.id)
        .outerjoin(KeptPrivate, KeptPrivate.ticket_id == Ticket.id)
        .where(Ticket.code == code)
    ).first()


def _concerned(actor: Actor, ticket: Ticket, rows: list[EventRow]) -> bool:
    """Whether this officer may read all of it: so may, besides the table of permissions, who ever had to do with it."""
    ends = {end for event, *_ in rows for end in (event.agency_id, event.to_agency_id)}
    return may(actor, Right.READ, state_of(ticket)) or actor.agency in ends


def _can(session: Session, ticket: Ticket, desk: Desk) -> frozenset[Kind]:
    state, actor = state_of(ticket), desk.actor
    can = frozenset(kind for kind in allowed(state.status) if may(actor, kind, state))
    if Kind.INSTRUCTED in can and not units_below(session, ticket.holder_id):
        can -= {Kind.INSTRUCTED}
    if Kind.RETURNED in can and not _returnable(session, ticket.id, desk):
        can -= {Kind.RETURNED}
    if ticket.recheck_at is None:
        can -= {Kind.RECHECK_ENDED}
    if Kind.REPORTER_ASKED in can and not _askable(session, ticket, desk):
        can -= {Kind.REPORTER_ASKED}
    return can - OUTSIDE if can & OUTSIDE and _completed(session, ticket.id, actor) else can


def _returnable(session: Session, ticket_id: int, desk: Desk) -> bool:
    try:
        sender_to_return_to([draft for _, draft in log_of(session, ticket_id)], desk.now, desk.hand_over_limit)
    except Refused:
        return False
    return True


def _askable(session: Session, ticket: Ticket, desk: Desk) -> bool:
    """Whether the reporter can be asked: by a private link that works, not too often, and one thing at a time."""
    asks = ticket.question_at is not None or ticket.questions >= desk.questions
    return not asks and is_reachable(session, ticket.id, desk.now)


def _completed(session: Session, ticket_id: int, actor: Actor) -> bool:
    """Whether it was this officer, or the agency, that completed the work: then someone else must check it."""
    said = completed_by(session, ticket_id)
    try:
        check_second_person(actor, *(said or (None, None)))
    except Refused:
        return True
    return False


def _rows(session: Session, ticket_id: int) -> list[EventRow]:
    to, other = aliased(Agency), aliased(Ticket)
    rows = session.execute(
        select(Event, Agency.name, to.name, Officer.name, other.code)
        .outerjoin(Agency, Event.agency_id == Agency.id)
        .outerjoin(to, Event.to_agency_id == to.id)
        .outerjoin(Officer, Event.officer_id == Officer.id)
        .outerjoin(other, Event.other_ticket_id == other.id)
        .where(Event.ticket_id == ticket_id)
        .order_by(Event.happened_at, Event.seq)
    )
    found: list[EventRow] = [(e, agency, to_agency, officer, code) for e, agency, to_agency, officer, code in rows]
    late = {row[0].corrects: row[2] for row in found if TicketFact.ORDER in (row[0].changed or ())}
    if not late:
        return found
    first, *others = found
    stand = [row for row in others if row[0].seq not in late and TicketFact.ORDER not in (row[0].changed or ())]
    return [(first[0], late.get(first[0].seq, first[1]), *first[2:]), *stand]


def _all(rows: list[EventRow], actor: Actor) -> list[WorkEvent]:
    return [_event(row, actor) for row in rows]


def _public(rows: list[EventRow], actor: Actor, visibility: Visibility) -> list[WorkEvent]:
    """What the public sees of the log: no notes, no names of officers, no texts where the report's is not public."""
    events = [_event(row, actor) for row in rows if row[0].public]
    return [replace(e, officer="", text=e.text if text_is_public(visibility, e.kind) else "") for e in events]


def _event(row: EventRow, actor: Actor) -> WorkEvent:
    e, agency, to_agency, officer, other_code = row
    return WorkEvent(
        seq=e.seq,
        kind=Kind(e.kind),
        at=e.happened_at,
        agency=agency or "",
        to_agency=to_agency or "",
        officer=officer or "",
        status_after=e.status_after,
        text="" if e.agency_id is None and e.kind == Kind.VISIBILITY_CHANGED and e.text == DELAY else e.text,
        public=e.public,
        redacted=e.redacted_by is not None,
        promised_at=e.promised_at,
        corrects=e.corrects,
        ours=e.agency_id == actor.agency,
        mine=e.officer_id == actor.officer,
        to_agency_id=e.to_agency_id,
        visibility_after=e.visibility_after,
        other_code=other_code or "",
    )
