"""The photos of a ticket that its events carry: those of which one may stand as before the work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.attachment import FileKind, Photo
from ...models import Event
from .shown import photos_of


@dataclass(frozen=True, slots=True)
class EarlierPhoto:
    """``came``: when its event happened."""

    photo: Photo
    came: datetime


def earlier_photos(session: Session, ticket_id: int) -> tuple[EarlierPhoto, ...]:
    """In order of time: all that the log binds, also those that only officers see, but no documents."""
    found = photos_of(session, ticket_id, inside=True)
    if not found:
        return ()
    order = Event.happened_at, Event.seq
    rows = session.execute(select(*order).where(Event.seq.in_(found), Event.public.is_(True)).order_by(*order))
    return tuple(EarlierPhoto(photo, at) for at, seq in rows for photo in found[seq] if photo.kind is FileKind.PHOTO)


def digest_of(session: Session, ticket_id: int, key: str) -> str | None:
    """What the log keeps of one of these photos as it was handed in; None when it is none of them."""
    return next((one.photo.handed_in for one in earlier_photos(session, ticket_id) if one.photo.key == key), None)
