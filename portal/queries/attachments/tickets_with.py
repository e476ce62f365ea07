"""Which tickets have photos that anybody may see, and of which of them something speaks against one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import exists, func
from sqlalchemy.orm import Session

from ...models import Attachment, AttachmentFlag
from .shown import public_photos

_photo = Attachment.__table__.c
_FLAGGED = exists().where(AttachmentFlag.attachment_id == func.coalesce(_photo.blurred_from, _photo.id))
_PHOTOS = public_photos(_photo.ticket_id, _FLAGGED.label("flagged"))


@dataclass(frozen=True, slots=True)
class TicketsWithPhotos:
    """Ids of tickets; ``flagged`` are among those ``with_photo``."""

    with_photo: frozenset[int]
    flagged: frozenset[int]


def tickets_with_photos(session: Session, tickets: Collection[int]) -> TicketsWithPhotos:
    """Those among ``tickets``."""
    rows = session.execute(_PHOTOS.where(_photo.ticket_id.in_(tickets))).all() if tickets else []
    return TicketsWithPhotos(
        frozenset(row.ticket_id for row in rows), frozenset(row.ticket_id for row in rows if row.flagged)
    )
