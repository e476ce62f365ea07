"""What was published is put right in the open: corrected, redacted, reduced to a stub, hidden, or published."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from .. import clock
from ..domain import privacy
from ..domain.city import City
from ..domain.event import EventDraft, Kind
from ..domain.masking import Contacts
from ..domain.notice import NoticeOutcome
from ..domain.status import Refused
from ..domain.transitions import TicketState
from ..domain.visibility import DELAY, Visibility
from ..domain.visible_text import visible_text
from ..domain.withdrawal import WithdrawalReason, withdraws
from ..extensions import db
from ..models import Area, Event, Original, Ticket
from ..models.ticket import IS_PENDING
from .apply_events import Act, apply_events
from .areas.outlines import ask_rebuild
from .attach import take_back
from .chain import forget_salts
from .intake.tellings import forget_tellings
from .kept_private import check_publishing
from .notices import close_for

CORRECTED_KINDS = frozenset(Kind) - {Kind.RECEIVED, Kind.REDACTED, Kind.NOTED, Kind.VISIBILITY_CHANGED, Kind.CORRECTED}


def correct(ticket_id: int, seq: int, text: str, act: Act) -> int:
    """Put another text beside that of event ``seq``; the old one stays public."""
    event = _event(ticket_id, seq)
    if Kind(event.kind) not in CORRECTED_KINDS or not event.text or event.redacted_by:
        raise Refused("nothing_to_correct")
    if act.actor is None or event.agency_id != act.actor.agency:
        raise Refused("not_your_words")
    return apply_events(ticket_id, lambda state, now: [act.draft(Kind.CORRECTED, now, text, corrects=seq)], act)


@dataclass(frozen=True, slots=True)
class Agreed:
    """Who asked for something to be taken from view (officer, agency), which agency agreed, and the kind of reason.

    ``record`` writes down that it was agreed, in the same transaction.
    """

    officer: int
    agency: int
    by_agency: int
    reason_kind: WithdrawalReason
    record: Callable[[Session], None]

    def sign(self, draft: EventDraft) -> EventDraft:
        """The event in the name of who asked, to_agency being who agreed."""
        return replace(
            draft,
            officer=self.officer,
            agency=self.agency,
            to_agency=self.by_agency,
            reason_kind=self.reason_kind,
        )


def redact(ticket_id: int, seq: int | None, reason: str, act: Act, agreed: Agreed | None = None) -> int:
    """Take back the text of event ``seq``, or of the report itself (None). Event, time and public reason stay.

    At once: by a command, or when a second person has agreed; an officer asks for it (see withdrawals).
    """
    about = None if seq is None else _event(ticket_id, seq)
    if about is not None and about.redacted_by:
        raise Refused("already_redacted")
    public = about is None or about.public  # what was never published is not withdrawn in public
    if act.actor is not None:
        raise Refused("second_person_needed")

    def blank(session: Session, ticket: Ticket, by: int) -> None:
        if agreed is not None:
            agreed.record(session)
        forget_words(session, ticket)
        take_back(session, ticket.id, seq)
        close_for(session, ticket.id, NoticeOutcome.REDACTED, by, seq=seq)
        if seq is not None:
            forget_salts(session, seq)
            session.execute(update(Event).where(Event.seq == seq).values(text="", redacted_by=by))
            return
        session.execute(update(Ticket).where(Ticket.id == ticket.id).values(title="", text="", place=""))
        session.execute(delete(Original).where(Original.ticket_id == ticket.id))

    def decide(state: TicketState, now: datetime) -> Sequence[EventDraft]:
        draft = act.draft(Kind.REDACTED, now, reason, corrects=seq, public=public)
        return [agreed.sign(draft) if agreed else draft]

    return apply_events(ticket_id, decide, act, alongside=blank)


def change_visibility(
    ticket_id: int, visibility: Visibility, reason: str, act: Act, agreed: Agreed | None = None
) -> int:
    """Publish, reduce to a stub, or hide a ticket, with the public reason. The system acts when the delay is over.

    At once: to show more, by a command, or when a second person has agreed. To show less, an officer asks for it (see
    withdrawals). What its reporter keeps private is published by the reporter alone.
    """

    def decide(state: TicketState, now: datetime) -> Sequence[EventDraft]:
        draft = act.draft(Kind.VISIBILITY_CHANGED, now, reason, visibility_after=visibility)
        return [agreed.sign(draft) if agreed else draft]

    def show(session: Session, ticket: Ticket, seq: int) -> None:
        if agreed is not None:
            agreed.record(session)
        if ticket.visibility == visibility:
            raise Refused("already_so", visibility=visibility.value)
        if act.actor is not None and withdraws(Visibility(ticket.visibility), visibility):
            raise Refused("second_person_needed")
        if visibility is Visibility.FULL:
            check_publishing(session, ticket.id, by_reporter=act.reporter)
        forget_words(session, ticket)
        if withdraws(Visibility(ticket.visibility), visibility):
            close_for(session, ticket.id, NoticeOutcome.WITHHELD, seq)
        _show_as(session, ticket, visibility, act.city.contacts)

    if visibility is Visibility.PENDING:
        raise Refused("cannot_unpublish")
    if act.actor is not None and not visible_text(reason):
        raise Refused("text_needed", kind=Kind.VISIBILITY_CHANGED.value)
    return apply_events(ticket_id, decide, act, alongside=show)


def release_pending(city: City) -> int:
    """Publish as stubs the tickets whose moderation took longer than the city's delay; how many."""
    before = clock.now() - city.moderation_delay
    waiting = select(Ticket.id).where(IS_PENDING, Ticket.submitted_at <= before)
    released = sorted(db.session().scalars(waiting))
    for ticket_id in released:
        change_visibility(ticket_id, Visibility.STUB, DELAY, Act(city))
    return len(released)


def forget_words(session: Session, ticket: Ticket) -> None:
    """Ask for a new search index where words leave it: the old one would go on suggesting them. Tellings go too."""
    forget_tellings(session, ticket.id)
    if ticket.visibility == Visibility.FULL:
        ask_rebuild(session, "index")


def _event(ticket_id: int, seq: int) -> Event:
    event = db.session().get(Event, seq)
    if event is None or event.ticket_id != ticket_id:
        raise LookupError(f"ticket {ticket_id} has no event {seq}")
    return event


def _show_as(session: Session, ticket: Ticket, visibility: Visibility, official: Contacts) -> None:
    """Show what the new visibility lets the public see; keep the rest for officers."""
    kept = session.get(Original, ticket.id)
    if kept is None:
        kept = Original(
            ticket_id=ticket.id,
            title=ticket.title,
            text=ticket.text,
            place=ticket.place,
            lat=ticket.lat,
            lon=ticket.lon,
        )
        session.add(kept)
        session.flush()
    area = session.get(Area, ticket.area_id) if ticket.area_id else None
    centre = (area.lat, area.lon) if area and area.lat is not None and area.lon is not None else None
    words = privacy.public_text(kept.place, official)
    place = privacy.place(visibility, kept.lat, kept.lon, words, centre)
    full = visibility is Visibility.FULL
    session.execute(
        update(Ticket)
        .where(Ticket.id == ticket.id)
        .values(
            visibility=visibility.value,
            title=privacy.public_text(kept.title, official) if full else "",
            text=privacy.public_text(kept.text, official) if full else "",
            place=place.text,
            lat=place.lat,
            lon=place.lon,
        )
    )
