"""What the public sees of the photos of tickets: those of public events of open tickets, and no others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, or_, select
from sqlalchemy.orm import Session, aliased

from ...domain.attachment import FileKind, Photo, Purpose, digest
from ...domain.visibility import Visibility
from ...models import Agency, Attachment, Category, Event, Ticket

# By its table: a ticket page reads it each time.
_photo = Attachment.__table__.c
_blur = aliased(Event)
_BLUR = (
    select(_blur.seq)
    .outerjoin(Agency, Agency.id == _blur.agency_id)
    .where(_blur.seq == _photo.blurred_seq)
    .correlate(Attachment.__table__)
)
_whole = Attachment.__table__.alias("whole")
_WHOLE = select(_whole.c.id).where(_whole.c.id == _photo.blurred_from).correlate(Attachment.__table__)
COLUMNS = (
    *(_photo.key, _photo.position, _photo.purpose, _photo.file_kind, _photo.alt, _photo.width, _photo.height),
    *(_photo.pages, _photo.taken_at, _photo.sha256, _photo.blurred_from),
    _BLUR.with_only_columns(_blur.happened_at).scalar_subquery().label("blurred_at"),
    _BLUR.with_only_columns(Agency.name).scalar_subquery().label("blurred_by"),
    _WHOLE.with_only_columns(_whole.c.key).scalar_subquery().label("whole_key"),
    _WHOLE.with_only_columns(_whole.c.sha256).scalar_subquery().label("whole_sha256"),
)


def is_public(
    photo: Any = _photo, event: Any = Event, ticket: Any = Ticket, category: Any = Category
) -> tuple[Any, ...]:
    """Of an attachment joined with its event, its ticket, and the ticket's category, or with aliases of them."""
    return photo.removed_at.is_(None), photo.files_kept, *is_open(event, ticket, category)


def is_open(event: Any = Event, ticket: Any = Ticket, category: Any = Category) -> tuple[Any, ...]:
    """The same but for the attachment itself: whether photos of this event may be seen at all."""
    return (
        event.public,
        event.redacted_by.is_(None),
        ticket.visibility == Visibility.FULL.value,
        or_(category.sensitive.is_(None), ~category.sensitive),
    )


def carried_photos(*columns: Any) -> Select[*tuple[Any, ...]]:
    """A query of columns of attachments that events carry, those that only officers see too."""
    joined = select(*columns).select_from(Attachment.__table__).join(Event, Event.seq == _photo.event_seq)
    with_ticket = joined.join(Ticket, Ticket.id == _photo.ticket_id)
    return with_ticket.outerjoin(Category, Category.id == Ticket.category_id)


def public_photos(*columns: Any) -> Select[*tuple[Any, ...]]:
    """The same of those that anybody may see."""
    return carried_photos(*columns).where(*is_public())


_INSIDE = (
    carried_photos(_photo.event_seq, *COLUMNS, and_(*is_public()).label("public"))
    .where(_photo.ticket_id == bindparam("ticket"), _photo.removed_at.is_(None), _photo.files_kept)
    .where(Event.redacted_by.is_(None))
    .order_by(_photo.event_seq, _photo.position, _photo.id)
)
_OF_TICKET = _INSIDE.where(*is_public())


def photos_of(session: Session, ticket_id: int, *, inside: bool = False) -> dict[int, tuple[Photo, ...]]:
    """The public photos of a ticket, by the number of the event that carries them.

    ``inside``: for officers who see all of the ticket, also those of internal notes and of reports that are not public.
    """
    return _by_event(session.execute(_INSIDE if inside else _OF_TICKET, {"ticket": ticket_id}))


def photo_of(row: Row[*tuple[Any, ...]], number: int, *, public: bool) -> Photo:
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
        handed_in=digest(row.whole_key or row.key, row.whole_sha256 or row.sha256),
        blurred_at=row.blurred_at,
        blurred_by=row.blurred_by or "",
        public=public,
    )


def _by_event(rows: Iterable[Row[*tuple[Any, ...]]]) -> dict[int, tuple[Photo, ...]]:
    found: dict[int, list[Photo]] = {}
    for row in rows:
        of_event = found.setdefault(row.event_seq, [])
        of_event.append(photo_of(row, len(of_event) + 1, public=bool(row.public)))
    return {seq: tuple(photos) for seq, photos in found.items()}
