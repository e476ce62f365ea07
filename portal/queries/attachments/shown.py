"""What the public sees of the photos of tickets: those of public events of open tickets, and no others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, bindparam, or_, select
from sqlalchemy.orm import Session

from ...domain.attachment import FileKind, Photo, Purpose, digest
from ...domain.visibility import Visibility
from ...models import Attachment, Category, Event, Ticket

# By its table: a ticket page reads it each time.
_photo = Attachment.__table__.c
COLUMNS = (
    *(_photo.key, _photo.position, _photo.purpose, _photo.file_kind, _photo.alt, _photo.width, _photo.height),
    *(_photo.pages, _photo.taken_at, _photo.sha256),
)


def is_public() -> tuple[Any, ...]:
    """Of an attachment joined with its event, its ticket, and the ticket's category."""
    return (
        _photo.removed_at.is_(None),
        _photo.files_kept,
        Event.public,
        Event.redacted_by.is_(None),
        Ticket.visibility == Visibility.FULL.value,
        or_(Category.sensitive.is_(None), ~Category.sensitive),
    )


def public_photos(*columns: Any) -> Select[*tuple[Any, ...]]:
    """A query of columns of those attachments that anybody may see."""
    joined = select(*columns).select_from(Attachment.__table__).join(Event, Event.seq == _photo.event_seq)
    with_ticket = joined.join(Ticket, Ticket.id == _photo.ticket_id)
    return with_ticket.outerjoin(Category, Category.id == Ticket.category_id).where(*is_public())


_OF_TICKET = (
    public_photos(_photo.event_seq, *COLUMNS)
    .where(_photo.ticket_id == bindparam("ticket"))
    .order_by(_photo.event_seq, _photo.position, _photo.id)
)


def photos_of(session: Session, ticket_id: int) -> dict[int, tuple[Photo, ...]]:
    """The public photos of a ticket, by the number of the event that carries them."""
    found: dict[int, list[Photo]] = {}
    for row in session.execute(_OF_TICKET, {"ticket": ticket_id}):
        of_event = found.setdefault(row.event_seq, [])
        of_event.append(photo_of(row, len(of_event) + 1))
    return {seq: tuple(photos) for seq, photos in found.items()}


def photos_of_events(session: Session, seqs: Sequence[int]) -> dict[int, tuple[Photo, ...]]:
    """The public photos of these events, by their numbers."""
    found: dict[int, list[Photo]] = {}
    asked = public_photos(_photo.event_seq, *COLUMNS).where(_photo.event_seq.in_(seqs))
    for row in session.execute(asked.order_by(_photo.event_seq, _photo.position, _photo.id)):
        of_event = found.setdefault(row.event_seq, [])
        of_event.append(photo_of(row, len(of_event) + 1))
    return {seq: tuple(photos) for seq, photos in found.items()}


def photo_of(row: Row[*tuple[Any, ...]], number: int) -> Photo:
    """A row with COLUMNS."""
    return Photo(
        key=row.key,
        number=number,
        purpose=Purpose(row.purpose),
        kind=FileKind(row.file_kind),
        alt=row.alt,
        width=row.width,
        height=row.height,
        pages=row.pages,
        taken_at=row.taken_at,
        digest=digest(row.key, row.sha256),
    )
