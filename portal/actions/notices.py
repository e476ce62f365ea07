"""Anybody says something against a public photo or text; somebody without an interest in it decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, func, select, update
from sqlalchemy.orm import Session

from .. import clock
from ..domain.city import City
from ..domain.event import Kind
from ..domain.notice import EACH_HOUR, EACH_SUBJECT, NoticeOutcome, NoticeReason
from ..domain.permission import Forbidden, Right, check
from ..domain.privacy import public_text
from ..domain.reason import has_words
from ..domain.status import Refused
from ..domain.visible_text import visible_text
from ..domain.visitor_address import counted_address
from ..extensions import db
from ..models import Attachment, Event, Notice, Ticket
from ..queries.notices.subject import Noticed
from ..queries.tickets.state import state_of
from ..sealing import keyed_hash
from .apply_events import Act
from .log import change

MOST_WORDS = 1_000  # characters
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SaidAgainst:
    """What somebody says against it, and where the form came from. ``form_key``: of its one filling-in."""

    reason: NoticeReason
    words: str
    form_key: str
    address: str


def give(about: Noticed, said: SaidAgainst, city: City, secret: str) -> int:
    """Keep a notice; its id. Sent twice, or said again by the same address while it is open, it is one notice.

    Raises Refused for too many from one address, or about one thing. ``secret``: addresses are hashed with it.
    """
    session, now = db.session(), clock.now()
    sender = _sender(said.address, secret)
    with change(session):
        same = (Notice.ticket_id == about.ticket_id, *_about(about.event_seq, about.attachment_id))
        again = (Notice.sender == sender) & Notice.closed_at.is_(None) & and_(*same)
        there = session.scalar(select(Notice.id).where((Notice.form_key == said.form_key) | again).order_by(Notice.id))
        if there is not None:
            return there
        if _count(session, Notice.sender == sender, Notice.noticed_at > now - HOUR) >= EACH_HOUR:
            raise Refused("notices_enough")
        if _count(session, *same, Notice.closed_at.is_(None)) >= EACH_SUBJECT:
            raise Refused("notices_known")
        session.execute(update(Notice).where(Notice.noticed_at < now - DAY).values(sender=None))
        row = Notice(
            ticket_id=about.ticket_id,
            subject=about.subject.value,
            event_seq=about.event_seq,
            attachment_id=about.attachment_id,
            reason_kind=said.reason.value,
            words=public_text(said.words, city.contacts)[:MOST_WORDS],
            form_key=said.form_key,
            sender=sender,
            noticed_at=now,
        )
        session.add(row)
        session.flush()
        return row.id


def leave(notice_id: int, answer: str, act: Act) -> None:
    """Decide, with words, that nothing is to be done: this notice and all open ones about the same are closed.

    Nobody of the responsible agency, nor of the one whose words or photo it is, may. Raises Refused, or LookupError.
    """
    session = db.session()
    with change(session):
        row = open_notice(session, notice_id)
        check_without_interest(session, row, act)
        if not has_words(visible_text(answer)):
            raise Refused("words_needed")
        values = {"closed_by": act.by.officer, "answer": visible_text(answer)}
        _close(session, row.ticket_id, NoticeOutcome.NOTHING, _about(row.event_seq, row.attachment_id), **values)


def open_notice(session: Session, notice_id: int) -> Notice:
    """Raises LookupError when there is none, Refused when it is closed."""
    row = session.get(Notice, notice_id, populate_existing=True)
    if row is None:
        raise LookupError(f"no notice {notice_id}")
    if row.closed_at is not None:
        raise Refused("already_decided")
    return row


def check_without_interest(session: Session, about: Notice | Attachment, act: Act) -> None:
    """Raises Forbidden for who may not decide, for the responsible agency, and for the one that has published it."""
    if act.actor is None:
        return
    state = state_of(session.get_one(Ticket, about.ticket_id))
    check(act.actor, Right.DECIDE, state)
    seq = about.event_seq
    if isinstance(about, Notice) and about.attachment_id is not None:
        seq = session.get_one(Attachment, about.attachment_id).event_seq
    event = session.get(Event, seq) if seq is not None else None
    if event is not None and event.kind != Kind.RECEIVED and event.agency_id == act.actor.agency:
        raise Forbidden("own_work")


def close_for(session: Session, ticket_id: int, outcome: NoticeOutcome, done_seq: int, **about: int | None) -> None:
    """Close what was said about a thing that an event has dealt with, within its change.

    ``about``: ``photo``; ``seq`` of an answer (None: the report's own text), whose photos are gone by now as well; or
    neither: everything of the ticket.
    """
    which: tuple[ColumnElement[bool], ...] = ()
    if "photo" in about:
        which = (Notice.attachment_id == about["photo"],)
    elif "seq" in about:
        gone = select(Attachment.id).where(Attachment.ticket_id == ticket_id, Attachment.removed_at.is_not(None))
        which = (and_(*_about(about["seq"], None)) | Notice.attachment_id.in_(gone),)
    _close(session, ticket_id, outcome, which, done_seq=done_seq)


def _close(
    session: Session, ticket_id: int, outcome: NoticeOutcome, which: tuple[ColumnElement[bool], ...], **more: object
) -> None:
    closed = {"closed_at": clock.now(), "outcome": outcome.value, **more}
    waiting = (Notice.ticket_id == ticket_id, Notice.closed_at.is_(None), *which)
    session.execute(update(Notice).where(*waiting).values(closed))


def _about(seq: int | None, photo: int | None) -> tuple[ColumnElement[bool], ...]:
    return Notice.event_seq.is_not_distinct_from(seq), Notice.attachment_id.is_not_distinct_from(photo)


def _count(session: Session, *which: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(Notice).where(*which)) or 0


def _sender(address: str, secret: str) -> bytes:
    """An address on one day; the next day nobody can tell that it was the same."""
    return keyed_hash(f"{clock.now():%Y-%m-%d}:{counted_address(address)}", secret, "sender of a notice")
