"""The photos that wait with a half-written form of an officer, and those just thrown away from it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.attachment import Photo
from ...models import Attachment
from .flags import flags_of_photos
from .shown import COLUMNS, photo_of


@dataclass(frozen=True, slots=True)
class DraftPhotos:
    """``waiting``: in their order; ``thrown_away``: can still be brought back."""

    waiting: tuple[Photo, ...] = ()
    thrown_away: tuple[Photo, ...] = ()


def draft_photos(session: Session, ticket_id: int, officer_id: int, form: str) -> DraftPhotos:
    """``form``: the name of the draft (models.draft)."""
    photo = Attachment.__table__.c
    mine = (photo.ticket_id == ticket_id, photo.officer_id == officer_id, photo.form == form, photo.event_seq.is_(None))
    rows = session.execute(
        select(photo.removed_at, *COLUMNS).where(*mine, photo.files_kept).order_by(photo.position, photo.id)
    ).all()
    waiting = [row for row in rows if row.removed_at is None]
    thrown_away = [row for row in rows if row.removed_at is not None]
    shown = [photo_of(row, number, public=False) for number, row in enumerate(waiting, 1)]
    flags = flags_of_photos(session, [one.key for one in shown])
    return DraftPhotos(
        tuple(replace(one, flags=flags.get(one.key, ())) for one in shown),
        tuple(photo_of(row, number, public=False) for number, row in enumerate(thrown_away, 1)),
    )
