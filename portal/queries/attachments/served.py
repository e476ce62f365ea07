"""Whether a file may be sent: to anybody, or to an officer who may see its ticket."""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from ...models import Attachment, Ticket
from .shown import public_photos

_PUBLIC = public_photos(Ticket.code).where(Attachment.key == bindparam("key"))


def public_ticket(session: Session, key: str) -> str | None:
    """The code of the ticket whose public photo has this key; None: nobody outside may see it, or there is none."""
    return session.execute(_PUBLIC, {"key": key}).scalar()


def attachment_of(session: Session, key: str) -> Attachment | None:
    """Whatever has this key and still has its files."""
    return session.scalars(select(Attachment).where(Attachment.key == key, Attachment.files_kept)).first()
