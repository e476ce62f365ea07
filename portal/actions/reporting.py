"""A citizen reports by the portal's own form: once however often it is sent, with a link of their own to come back."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from .. import clock
from ..domain.channel import PORTAL, OwnChannel
from ..domain.city import City
from ..domain.event import EventDraft, Kind, TicketFact
from ..domain.privacy import public_text
from ..domain.record import FORM, Record
from ..domain.report_place import AskedPlace
from ..domain.secret_token import token_hash
from ..domain.staff_act import StaffAct
from ..domain.status import Refused
from ..domain.transitions import TicketState
from ..domain.visibility import Visibility
from ..extensions import db
from ..models import Attachment, Event, Reporter, Ticket
from ..queries.report.link import opened_by
from ..sealing import Unreadable, keyed_hash, seal, unseal
from . import waiting_photos
from .apply_events import Act, Decide, apply_events
from .attachment_flags import flag
from .audit import By, note
from .intake.outcome import Outcome, Result
from .intake.record import record
from .kept_private import keep_private
from .log import change

MOST_ADDED = 20  # times that a reporter says more to one report
CONTACT, LINK, KEY = "contact of a reporter", "private link", "key of a report form"  # purposes of sealing


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReport:
    """What was typed. ``key``: of this filling-in of the form; ``contact``: as domain.contact spells it, '' for none;
    ``private``: its words are not for the public; ``language``: in which it was written and answers are mailed;
    ``known_by``: the token of the private link of a report before it, '' for none;
    ``by``: the officer at the counter who wrote it for somebody."""

    key: str
    text: str
    place: AskedPlace
    category: str = ""
    private: bool = False
    contact: str = ""
    language: str = "id"
    known_by: str = ""
    channel: OwnChannel = PORTAL
    by: By | None = None


@dataclass(frozen=True, slots=True)
class Keeping:
    """The portal's secret key, and for how long a reporter can come back."""

    secret: str
    reporters_kept: timedelta


def send(report: NewReport, city: City, keeping: Keeping) -> str:
    """Take the report in, unless this form was sent before; the token of its private link, both times the same.

    Raises Refused where the rules of intake refuse it.
    """
    session, source_id = db.session(), _source_id(report.key, keeping.secret)
    token = _token(report.key, keeping.secret)
    if _there(session, source_id):
        return token

    def keep(session: Session, outcomes: Sequence[Outcome]) -> None:
        if outcomes[0].result is Result.CREATED and outcomes[0].ticket_id is not None:
            session.add(_reporter(outcomes[0].ticket_id, token, report, keeping))
            waiting_photos.forget(session, report.key)
            if report.private:
                keep_private(session, outcomes[0].ticket_id)
            if report.by:
                note(session, StaffAct.TICKET_CHANGED, report.by, ticket=(outcomes[0].ticket_id, Kind.RECEIVED))

    if city.moderated_first and _published_before(session, report.known_by):
        city = replace(city, moderated=False)
    photos = waiting_photos.as_told(waiting_photos.waiting(session, report.key))
    outcome = record(replace(_record(report, source_id), photos=photos), city, key=keeping.secret, alongside=keep)
    if outcome.result is Result.REFUSED and not _there(session, source_id):  # else its twin was quicker
        raise Refused(outcome.reason, **dict(outcome.facts))
    if photos and outcome.ticket_id is not None:
        carried = select(Attachment.id).where(Attachment.ticket_id == outcome.ticket_id).order_by(Attachment.id)
        flag(list(session.scalars(carried)), city)
    return token


def was_sent(form_key: str, secret: str) -> bool:
    """Whether this filling-in of the form has made a report."""
    return _there(db.session(), _source_id(form_key, secret))


def contact(sealed: bytes | None, secret: str) -> str:
    """What was kept; '' for nothing, or where it was sealed with another key."""
    try:
        return unseal(sealed, secret, CONTACT) if sealed else ""
    except Unreadable:
        return ""


def say_more(ticket_id: int, text: str, photos_of: str = "", *, city: City) -> None:
    """Put words of the reporter into the timeline, public if the report is; the same words twice are said once.

    ``photos_of``: the key of the form with which photos wait that go along. Raises Refused when too much was said.
    """
    said_by_link(ticket_id, lambda _state, now: addition(ticket_id, text, photos_of, now, city), photos_of, city)


def addition(ticket_id: int, text: str, photos_of: str, at: datetime, city: City) -> list[EventDraft]:
    """The event by which a reporter says more; none where words and photos are there. Raises Refused when too much was
    said."""
    said = select(Event.text).where(_by_link(ticket_id), Event.text != "")
    before = list(db.session().scalars(said))
    if public_text(text, city.contacts) in before and not _brings_photos(ticket_id, photos_of):
        return []
    if len(before) >= MOST_ADDED:
        raise Refused("added_enough")
    return [EventDraft(kind=Kind.CORRECTED, at=at, text=text, changed=(TicketFact.ADDED,))]


def said_by_link(ticket_id: int, decide: Decide, photos_of: str, city: City) -> None:
    """Write what a reporter says by the private link, with the photos that wait; nothing where that is nothing new.

    Raises Refused where those photos are more than may come by it.
    """

    def with_room(state: TicketState, now: datetime) -> Sequence[EventDraft]:
        drafts = decide(state, now)
        if drafts:
            _check_room(db.session(), ticket_id, photos_of)
        return drafts

    try:
        apply_events(ticket_id, with_room, Act(city, reporter=True, photos_of=photos_of))
    except Refused as refusal:
        if refusal.reason != "nothing_to_do":
            raise


def _by_link(ticket_id: int) -> ColumnElement[bool]:
    """Of the events of a report: what its reporter has added or answered by the private link."""
    kinds = (Kind.CORRECTED.value, Kind.REPORTER_ANSWERED.value)
    return (Event.ticket_id == ticket_id) & Event.agency_id.is_(None) & Event.kind.in_(kinds)


def _brings_photos(ticket_id: int, photos_of: str) -> bool:
    """Whether among the photos that wait is one that the report does not have."""
    session, its = db.session(), select(Attachment.sha256).where(Attachment.ticket_id == ticket_id)
    there = set(session.scalars(its))
    return any(
        photo.sha256 not in there for photo in waiting_photos.as_told(waiting_photos.waiting(session, photos_of))
    )


def _check_room(session: Session, ticket_id: int, photos_of: str) -> None:
    come = select(func.count()).select_from(Attachment).join(Event, Event.seq == Attachment.event_seq)
    there = session.scalars(come.where(_by_link(ticket_id))).one()
    waits = len(waiting_photos.waiting(session, photos_of)) if photos_of else 0
    if waits and there + waits > waiting_photos.MOST:
        raise Refused("files_enough", most=str(waiting_photos.MOST))


def forget_contact(ticket_id: int) -> None:
    """The reporter wants to be reached no more; the link stays."""
    with change(db.session()) as _:
        found = db.session().get(Reporter, ticket_id)
        if found is not None:
            found.contact = None


def forget_due() -> int:
    """Delete what is kept of reporters whose time is over, and with it their links; of how many."""
    session, now = db.session(), clock.now()
    gone = sorted(session.scalars(select(Reporter.ticket_id).where(Reporter.delete_after <= now)))
    if gone:
        with change(session):
            session.execute(delete(Reporter).where(Reporter.ticket_id.in_(gone)))
    else:
        session.rollback()
    return len(gone)


def _token(form_key: str, secret: str) -> str:
    """Made of the form's key and the portal's: who sends a form twice is told the same link, and nothing but its hash
    need be stored."""
    return base64.urlsafe_b64encode(keyed_hash(form_key, secret, LINK)).decode().rstrip("=")


def _source_id(form_key: str, secret: str) -> str:
    return keyed_hash(form_key, secret, KEY).hex()[:32]


def _there(session: Session, source_id: str) -> bool:
    known = select(Ticket.id).where(Ticket.source == FORM, Ticket.source_id == source_id)
    return session.execute(known).first() is not None


def _published_before(session: Session, token: str) -> bool:
    """Whether this link is that of a report that was published: whoever has it is its reporter, or has it from them. A
    contact proves nothing, for anybody can type one."""
    theirs = select(Ticket.id).join(Reporter, Reporter.ticket_id == Ticket.id)
    theirs = theirs.where(opened_by(token, clock.now()), Ticket.visibility == Visibility.FULL.value)
    return session.execute(theirs).first() is not None


def _record(report: NewReport, source_id: str) -> Record:
    place = report.place
    return Record(
        source=FORM,
        source_id=source_id,
        submitted_at=clock.now().replace(microsecond=0),
        channel=report.channel.name,
        category=report.category or None,
        area=place.area or None,
        lat=place.lat,
        lon=place.lon,
        place=place.words,
        text=report.text,
        private=report.private,
        reporter=report.contact or None,
    )


def _reporter(ticket_id: int, token: str, report: NewReport, keeping: Keeping) -> Reporter:
    now = clock.now()
    return Reporter(
        ticket_id=ticket_id,
        token_hash=token_hash(token),
        contact=seal(report.contact, keeping.secret, CONTACT) if report.contact else None,
        language=report.language,
        created_at=now,
        delete_after=now + keeping.reporters_kept,
    )
