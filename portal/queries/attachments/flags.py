"""The flags of photos as pages show them. What is not public anywhere else is not told by a flag either."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from ...domain.attachment import EarlierUse, FlagKind, PhotoFlag
from ...domain.event import Kind
from ...models import Attachment, AttachmentFlag, Category, Event, Officer, Ticket
from .shown import is_open

_photo, _flag = Attachment.__table__.c, AttachmentFlag.__table__.c
_asked_photo = aliased(Attachment.__table__, name="asked")
_asked = _asked_photo.c
_other = aliased(Attachment.__table__, name="other")
#: Of an earlier use whose parts were made unreadable, what is shown in its place.
_instead = aliased(Attachment.__table__, name="instead")
_stands = or_(and_(_other.c.removed_at.is_(None), _other.c.files_kept), _instead.c.files_kept.is_(True))
_used, _ticket, _category = aliased(Event), aliased(Ticket), aliased(Category)


def _by_agency(event: Any) -> Any:
    """Whose photos an event carries; none's where the report came in with them, which names who has it first."""
    return case((event.kind != Kind.RECEIVED.value, event.agency_id))


_ORDER = {kind.value: number for number, kind in enumerate(FlagKind)}
_FLAGS = (
    select(_asked.key, _photo.ticket_id, _photo.taken_at, _flag.kind, _flag.evidence, Ticket.submitted_at)
    .add_columns(Event.happened_at.label("used_at"))
    .add_columns(func.coalesce(_by_agency(Event), Officer.agency_id).label("agency"))
    .add_columns(
        func.coalesce(_instead.c.key, _other.c.key).label("other_key"),
        _other.c.event_seq,
        _other.c.ticket_id.label("other_ticket"),
    )
    .add_columns(_used.happened_at, _by_agency(_used).label("other_agency"), _ticket.code)
    .add_columns(and_(_stands, *is_open(_used, _ticket, _category)).label("shown"))
    .select_from(_asked_photo)
    .join(Attachment.__table__, _photo.id == func.coalesce(_asked.blurred_from, _asked.id))
    .join(AttachmentFlag.__table__, _photo.id == _flag.attachment_id)
    .join(Ticket, Ticket.id == _photo.ticket_id)
    .outerjoin(Event, Event.seq == _photo.event_seq)
    .outerjoin(Officer, Officer.id == _photo.officer_id)
    .outerjoin(_other, _other.c.id == _flag.other_id)
    .outerjoin(
        _instead,
        and_(
            _instead.c.event_seq == _other.c.event_seq,
            _instead.c.blurred_from == _other.c.id,
            _instead.c.removed_at.is_(None),
        ),
    )
    .outerjoin(_used, _used.seq == _other.c.event_seq)
    .outerjoin(_ticket, _ticket.id == _other.c.ticket_id)
    .outerjoin(_category, _category.id == _ticket.category_id)
)


def flags_of_photos(session: Session, keys: Sequence[str]) -> dict[str, tuple[PhotoFlag, ...]]:
    """The flags of photos that somebody may see, by their keys, the weightiest first.

    Of one whose parts were made unreadable those of the photo as it was handed in.
    """
    found: dict[str, list[PhotoFlag]] = {}
    rows = session.execute(_FLAGS.where(_asked.key.in_(keys))).all() if keys else []
    for row in sorted(rows, key=lambda row: (row.key, _ORDER[row.kind])):
        found.setdefault(row.key, []).append(_shown(row))
    return {key: tuple(flags) for key, flags in found.items()}


def _shown(row: Row[Any]) -> PhotoFlag:
    kind = FlagKind(row.kind)
    return PhotoFlag(
        kind=kind,
        evidence=row.evidence,
        taken_at=row.taken_at,
        received_at=row.submitted_at,
        used_at=row.used_at,
        earlier=_earlier(row) if kind is FlagKind.USED_BEFORE else None,
    )


def _earlier(row: Row[Any]) -> EarlierUse:
    """Of an earlier use that nobody may see, only that there was one."""
    own = row.other_ticket == row.ticket_id
    if own or not row.shown:
        return EarlierUse(own=own)
    known, same = None not in (row.agency, row.other_agency), row.agency == row.other_agency
    whose = {"same_agency": known and same, "other_agency": known and not same}
    return EarlierUse(code=row.code, seq=row.event_seq, key=row.other_key, at=row.happened_at, **whose)
