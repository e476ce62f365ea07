"""Events of one ticket: checked by the rules, written to the log, and followed by state and custody, in one commit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from .. import clock
from ..domain import custody
from ..domain.attachment import digest
from ..domain.city import City
from ..domain.custody import CustodyChange
from ..domain.event import EventDraft, Kind
from ..domain.permission import Actor, check
from ..domain.question import ending
from ..domain.reason import NEEDS_WORDS, has_words
from ..domain.staff_act import StaffAct
from ..domain.status import Refused
from ..domain.transitions import TELLS_STATE, TicketState, apply
from ..domain.visible_text import visible_text
from ..extensions import db
from ..models import Agency, Attachment, Custody, Draft, Event, SentForm, Ticket
from ..queries.agencies.names import agency_meant
from ..queries.tickets.state import due_of, state_of
from . import attach, waiting_photos
from .asked_ends import note_ends
from .attach import HalfForm
from .attachment_flags import flag_published
from .audit import COMMAND, By, note
from .log import Log, change
from .ticket_rows import Row, due_row, event_row, state_row

#: For so long it is known that a form was sent; no session, and so no form, lasts longer.
REMEMBERED = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class FilledForm:
    """One filling-in of a form of the desk: its key, used once, and the name under which its draft is kept."""

    key: str
    draft: str


@dataclass(frozen=True, slots=True)
class Act:
    """Who changes a ticket, by which city's rules, and what they had before them.

    ``actor`` None: the system. ``seen``: the ticket's last seq as the officer saw it; None: whatever it is.
    ``form``: the form that was sent; None: there was none. ``address``: where the officer is, for the audit.
    ``reporter``: it is the report's own reporter, by the private link, and ``photos_of`` the key of the public form
    with which photos of theirs wait.
    """

    city: City
    actor: Actor | None = None
    seen: int | None = None
    form: FilledForm | None = None
    address: str = COMMAND
    reporter: bool = False
    photos_of: str = ""

    @property
    def by(self) -> By:
        """Who does it, as the audit names one."""
        return By(self.actor.officer if self.actor else None, self.address)

    def draft(self, kind: Kind, at: datetime, text: str = "", **more: Any) -> EventDraft:
        """An event by this officer, in the name of the agency."""
        agency, officer = (self.actor.agency, self.actor.officer) if self.actor else (None, None)
        return EventDraft(kind=kind, at=at, agency=agency, officer=officer, text=visible_text(text), **more)


class Conflict(Exception):
    """Someone else changed the ticket after the officer looked at it; nothing was written.

    ``seen`` is the seq that the officer had before them, ``last`` the ticket's last one now.
    """

    def __init__(self, seen: int, last: int) -> None:
        super().__init__(f"seen {seen}, now {last}")
        self.seen = seen
        self.last = last


#: The events that a ticket in this state gets at this time.
Decide = Callable[[TicketState, datetime], Sequence[EventDraft]]
#: Further changes in the same transaction; the number is the seq of the last event.
Alongside = Callable[[Session, Ticket, int], None]


def apply_events(ticket_id: int, decide: Decide, act: Act, alongside: Alongside | None = None) -> int:
    """Write the events that ``decide`` names to a ticket; the seq of the last one.

    Raises Conflict, Refused, or LookupError for an unknown ticket; nothing is written then.
    """
    session = db.session()
    with change(session) as log:
        ticket = session.get(Ticket, ticket_id, with_for_update=True, populate_existing=True)
        if ticket is None:
            raise LookupError(f"no ticket {ticket_id}")
        check_seen(ticket, act)
        now = _no_earlier_than_last(session, ticket)
        before = state_of(ticket)
        drafts = decide(before, now)
        if not drafts:
            raise Refused("nothing_to_do")
        first = ending(before, drafts)
        rows = _write(session, log, ticket, [*first, *drafts], act)
        own = rows[len(first)]
        last_seq: int = rows[-1]["seq"]
        if alongside is not None:
            alongside(session, ticket, last_seq)
        if carried := carried_photos(session, ticket.id, act):
            own["attached"] = [digest(photo.key, photo.sha256) for photo in carried]
        log.append(session, rows)  # an event's hash holds what the report has become
        attach.take(session, carried, own["seq"])
        flag_published(session, [photo.id for photo in carried], act.city)
        form_done(session, ticket.id, act, own["seq"])  # last: it names an event
        note_ends(session, before.status, rows, by_reporter=act.reporter)
        return last_seq


def carried_photos(session: Session, ticket_id: int, act: Act) -> list[Attachment]:
    """The photos that wait with the form of an act: the first of its events carries them."""
    if act.reporter and act.photos_of:
        return waiting_photos.take_along(session, ticket_id, act.photos_of)
    if act.actor is None or act.form is None:
        return []
    return attach.waiting(session, HalfForm(ticket_id, act.actor.officer, act.form.draft))


def check_seen(ticket: Ticket, act: Act) -> None:
    """Raises Conflict when the ticket has changed since the officer looked at it; within a change."""
    if act.seen is not None and ticket.last_seq != act.seen:
        raise Conflict(act.seen, ticket.last_seq)


def _no_earlier_than_last(session: Session, ticket: Ticket) -> datetime:
    """The present moment; that of the ticket's last event where the clock was set back since."""
    last = session.execute(select(func.max(Event.happened_at)).where(Event.ticket_id == ticket.id)).scalar()
    return max(clock.now(), ticket.submitted_at, last or ticket.submitted_at)


def _write(session: Session, log: Log, ticket: Ticket, drafts: Sequence[EventDraft], act: Act) -> list[Row]:
    """Write what follows the events; their rows, which the log still lacks."""
    state = state_of(ticket)
    validator, due = _validator(session, act.city), due_of(ticket)
    seqs = log.take(len(drafts))
    rows = []
    for seq, draft in zip(seqs, drafts, strict=True):
        if act.actor is not None and draft.kind is not Kind.QUESTION_ENDED:
            check(act.actor, draft.kind, state)
        due = due.after(draft, act.city.question_limit)
        before, state = state.custodian, apply(state, draft, validator=validator)
        if act.actor is not None and draft.kind in NEEDS_WORDS and not has_words(draft.text):
            raise Refused("words_needed", kind=draft.kind.value)
        if act.actor is not None and draft.kind is not Kind.REJECTED:  # a rejection names who is competent, no more
            _check_active(session, draft.to_agency)
        recorded = int(max(clock.now(), draft.at).timestamp())
        rows.append(event_row(seq, ticket.id, draft, state.status, recorded, act.city.contacts))
        _write_custody(session, ticket.id, custody.change(before, state.custodian, draft.at))
        if act.actor is not None and draft.kind is not Kind.QUESTION_ENDED:
            note(session, StaffAct.TICKET_CHANGED, act.by, ticket=(ticket.id, draft.kind))
    values = state_row(state) | due_row(due) | {"last_seq": seqs[-1]}
    if act.actor is not None and (told := [d.at for d in drafts if d.public and d.kind in TELLS_STATE]):
        values["desk_at"] = int(told[-1].timestamp())
    session.execute(update(Ticket).where(Ticket.id == ticket.id).values(values))
    return rows


def form_done(session: Session, ticket_id: int, act: Act, seq: int) -> None:
    """Note that the form of an act was sent, within the change that it made; ``seq``: see SentForm.

    Its draft has served. Other half-written forms stay where they are.
    """
    if act.actor is None or act.form is None:
        return
    officer, form = act.actor.officer, act.form
    its_draft = (Draft.ticket_id == ticket_id) & (Draft.officer_id == officer) & (Draft.form == form.draft)
    session.execute(delete(Draft).where(its_draft))
    now = clock.now()
    old = (SentForm.officer_id == officer) & (SentForm.sent_at < now - REMEMBERED)
    session.execute(delete(SentForm).where(old))
    if form.key:
        session.add(SentForm(officer_id=officer, key=form.key, seq=seq, sent_at=now))
        session.flush()


def _check_active(session: Session, agency: int | None) -> None:
    """Raises Refused for an agency that is given no tickets."""
    if agency is not None and not session.get_one(Agency, agency).active:
        raise Refused("agency_inactive")


def _validator(session: Session, city: City) -> int | None:
    if city.validator is None:
        return None
    return agency_meant(session, city.validator)


def _write_custody(session: Session, ticket_id: int, found: CustodyChange) -> None:
    if found.ended_at is not None:
        running = (Custody.ticket_id == ticket_id) & Custody.to_at.is_(None)
        session.execute(update(Custody).where(running).values(to_at=found.ended_at))
    if found.begun is not None:
        begun = found.begun
        row = Custody(ticket_id=ticket_id, agency_id=begun.agency, from_at=begun.start, role=begun.role.value)
        session.add(row)
        session.flush()
