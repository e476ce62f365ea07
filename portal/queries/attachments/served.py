"""Whether a file may be sent: to anybody, or to an officer who may see its ticket."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from ...models import Attachment, Ticket
from .shown import public_photos

_PUBLIC = public_photos(Ticket.code).where(Attachment.key == bindparam("key"))


@dataclass(frozen=True, slots=True)
class DeskPicture:
    """A picture as officers ask for it. ``waits_for``: the officer whose form it waits with; None: an event has it."""

    ticket: str
    waits_for: int | None


def public_ticket(session: Session, key: str) -> str | None:
    """The code of the ticket whose public photo has this key; None: nobody outside may see it, or there is none."""
    return session.execute(_PUBLIC, {"key": key}).scalar()


def desk_picture(session: Session, key: str) -> DeskPicture | None:
    """Whatever has this key and still has its files."""
    asked = select(Ticket.code, Attachment.event_seq, Attachment.officer_id).join(
        Ticket, Attachment.ticket_id == Ticket.id
    )
    row = session.execute(asked.where(Attachment.key == key, Attachment.files_kept)).first()
    return DeskPicture(row.code, row.officer_id if row.event_seq is None else None) if row else None
