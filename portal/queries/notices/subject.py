"""What a notice can be about: a photo or a text that anybody may read now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, select, true
from sqlalchemy.orm import Session

from ...domain.attachment import Photo
from ...domain.event import Kind
from ...domain.notice import NoticeSubject
from ...domain.privacy import REASONS
from ...domain.visibility import SEARCHED, Visibility
from ...models import Attachment, Event, Ticket
from ..attachments.shown import COLUMNS, photo_of, public_photos

_TICKET = (Ticket.id.label("ticket_id"), Ticket.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """One public photo or text. ``text``: the words themselves, "" of a photo; ``event_seq``: of an answer."""

    subject: NoticeSubject
    ticket_id: int
    code: str
    text: str = ""
    event_seq: int | None = None
    attachment_id: int | None = None
    photo: Photo | None = None


def noticed(session: Session, subject: NoticeSubject, name: str) -> Noticed | None:
    """``name``: the key of a photo, the code of a report, the number of an event. None: the public sees no such thing.

    Whatever else is asked for, such as a number that is none, is not there either.
    """
    if subject is NoticeSubject.PHOTO:
        row = session.execute(_photo(name)).first()
        return _of_photo(row) if row else None
    if subject is NoticeSubject.ANSWER and not (name.isascii() and name.isdecimal() and len(name) < 18):
        return None
    asked = _report(name) if subject is NoticeSubject.REPORT else _answer(int(name))
    row = session.execute(asked).first()
    if row is None:
        return None
    seq = getattr(row, "seq", None)
    return Noticed(subject=subject, ticket_id=row.ticket_id, code=row.code, text=row.text, event_seq=seq)


def _photo(key: str) -> Select[*tuple[Any, ...]]:
    asked = public_photos(*_TICKET, Attachment.id.label("attachment_id"), true().label("public"), *COLUMNS)
    return asked.where(Attachment.key == key)


def _of_photo(row: Row[*tuple[Any, ...]]) -> Noticed:
    return Noticed(
        subject=NoticeSubject.PHOTO,
        ticket_id=row.ticket_id,
        code=row.code,
        attachment_id=row.attachment_id,
        photo=photo_of(row, 1, public=True),
    )


def _report(code: str) -> Select[*tuple[Any, ...]]:
    return select(*_TICKET, Ticket.text).where(
        Ticket.code == code, Ticket.visibility == Visibility.FULL.value, Ticket.text != ""
    )


def _answer(seq: int) -> Select[*tuple[Any, ...]]:
    """Of a stub the public reads the reasons of what was taken from view, and no other text."""
    shown = (Ticket.visibility == Visibility.FULL.value) | Event.kind.in_([kind.value for kind in REASONS])
    return (
        select(*_TICKET, Event.seq, Event.text)
        .join(Ticket, Ticket.id == Event.ticket_id)
        .where(Event.seq == seq, Event.public, Event.text != "", Event.redacted_by.is_(None))
        .where(Event.kind != Kind.RECEIVED.value, Ticket.visibility.in_(SEARCHED), shown)
    )
