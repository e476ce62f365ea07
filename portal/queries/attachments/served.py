"""Whether a file may be sent: to anybody, to the reporter, or to an officer who may see its ticket."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from ...models import Attachment, Event, Ticket
from .shown import carried_photos, public_photos

_photo = Attachment.__table__.c
_PUBLIC = public_photos(Ticket.code).where(Attachment.key == bindparam("key"))


@dataclass(frozen=True, slots=True)
class DeskPicture:
    """A picture as officers ask for it. ``waits_for``: the officer whose form it waits with; None: an event has it."""

    ticket: str
    waits_for: int | None


def public_ticket(session: Session, key: str) -> str | None:
    """The code of the ticket whose public photo has this key; None: nobody outside may see it, or there is none."""
    return session.execute(_PUBLIC, {"key": key}).scalar()


def reporter_picture(session: Session, ticket_id: int, key: str) -> str | None:
    """The code of this ticket if the photo with this key is of one of its public events, whoever may read its texts:
    internal notes are not for its reporter. None: there is no such photo, or no more."""
    seen = _photo.removed_at.is_(None), _photo.files_kept, Event.public, Event.redacted_by.is_(None)
    asked = carried_photos(Ticket.code).where(_photo.ticket_id == ticket_id, _photo.key == key, *seen)
    return session.execute(asked).scalar()


def desk_picture(session: Session, key: str) -> DeskPicture | None:
    """Whatever has this key and still has its files."""
    asked = select(Ticket.code, Attachment.event_seq, Attachment.officer_id).join(
        Ticket, Attachment.ticket_id == Ticket.id
    )
    row = session.execute(asked.where(Attachment.key == key, Attachment.files_kept)).first()
    return DeskPicture(row.code, row.officer_id if row.event_seq is None else None) if row else None
