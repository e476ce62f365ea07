"""What speaks against photos as proof, found anew from all photos and their reports."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Row, exists, func, select
from sqlalchemy.orm import Session, aliased

from ...domain.attachment import FileKind, Provenance, Purpose
from ...domain.city import City
from ...domain.fingerprint import BITS, Fingerprint, Likeness, likeness
from ...domain.photo_flags import Flag, HeldAgainst, Point, Resembling, flags_of, used_before
from ...domain.visibility import Visibility
from ...models import Area, Attachment, AttachmentFlag, Category, Ticket
from .known import near

_photo = Attachment.__table__.c
#: Reports that were merged are one matter, and may be answered by the same photo.
_MATTER = func.coalesce(Ticket.duplicate_of, Ticket.id).label("matter")
_later = aliased(Attachment.__table__, name="later").c
#: Whether another stands in its place, with parts made unreadable: it counts as if it stood itself.
_REPLACED = (_later.event_seq == _photo.event_seq, _later.blurred_from == _photo.id, _later.removed_at.is_(None))
_OF_BOTH = (
    *(_photo.id, _photo.ticket_id, _photo.event_seq, _photo.purpose, _photo.sha256, _photo.fingerprint),
    *(_photo.removed_at, _MATTER, exists().where(*_REPLACED).label("replaced")),
)
#: One with unreadable parts is judged by the photo as it was handed in.
_AS_HANDED_IN = (_photo.file_kind == FileKind.PHOTO.value, _photo.blurred_from.is_(None))
_ASKED = (
    select(*_OF_BOTH, _photo.taken_at, _photo.lat, _photo.lon, _photo.provenance, _photo.provenance_facts)
    .add_columns(Ticket.submitted_at, Ticket.visibility, Ticket.lat.label("at_lat"), Ticket.lon.label("at_lon"))
    .add_columns(Area.lat.label("centre_lat"), Area.lon.label("centre_lon"), Category.sensitive)
    .join(Ticket, Ticket.id == _photo.ticket_id)
    .outerjoin(Area, Area.id == Ticket.area_id)
    .outerjoin(Category, Category.id == Ticket.category_id)
    .where(*_AS_HANDED_IN)
)
_OTHERS = select(*_OF_BOTH).join(Ticket, Ticket.id == _photo.ticket_id).where(*_AS_HANDED_IN)


def find_flags(session: Session, ids: Sequence[int], city: City) -> list[AttachmentFlag]:
    """The rows for these photos; nothing is written."""
    asked = session.execute(_ASKED.where(_photo.id.in_(ids)).order_by(_photo.id)).all()
    same = _same_files(session, {row.sha256 for row in asked})
    return [
        AttachmentFlag(attachment_id=row.id, kind=flag.kind.value, other_id=flag.other, evidence=dict(flag.evidence))
        for row in asked
        for flag in _flags(row, [*same[row.sha256], *_alike(session, row)], city)
    ]


def _flags(row: Row[Any], others: Sequence[Row[Any]], city: City) -> list[Flag]:
    found = used_before([one for other in others if (one := _resembling(row, other)) is not None])
    return ([found] if found else []) + list(flags_of(_facts(row, city)))


def _facts(row: Row[Any], city: City) -> HeldAgainst:
    return HeldAgainst(
        purpose=Purpose(row.purpose),
        provenance=Provenance(row.provenance),
        provenance_facts=row.provenance_facts,
        taken_at=row.taken_at,
        point=None if row.lat is None else (row.lat, row.lon),
        received_at=row.submitted_at,
        report_point=_report_point(row),
        limit=city.photo_metres,
    )


def _report_point(row: Row[Any]) -> Point | None:
    """Where the report says it is; a point that stands for its whole area says nothing of a distance."""
    open_ = row.visibility in (Visibility.FULL, Visibility.PENDING) and not row.sensitive
    if row.at_lat is None or not open_:
        return None
    if row.centre_lat is not None and (round(row.centre_lat, 4), round(row.centre_lon, 4)) == (
        round(row.at_lat, 4),
        round(row.at_lon, 4),
    ):
        return None
    return row.at_lat, row.at_lon


def _same_files(session: Session, files: Collection[bytes]) -> dict[bytes, list[Row[Any]]]:
    """Photos by their files, for each of these."""
    found: dict[bytes, list[Row[Any]]] = {file: [] for file in files}
    for row in session.execute(_OTHERS.where(_photo.sha256.in_(files)).order_by(_photo.id)):
        found[row.sha256].append(row)
    return found


def _alike(session: Session, row: Row[Any]) -> Sequence[Row[Any]]:
    """Photos with a near fingerprint."""
    own = Fingerprint.read(row.fingerprint or b"")
    ids = near(session, own) if own is not None else []
    return session.execute(_OTHERS.where(_photo.id.in_(ids)).order_by(_photo.id)).all() if ids else []


def _resembling(row: Row[Any], other: Row[Any]) -> Resembling | None:
    """None unless the other was published before, for another matter, or shows this one before the work."""
    if other.id == row.id:
        return None
    own_before = (
        other.ticket_id == row.ticket_id
        and (row.purpose, other.purpose) == (Purpose.AFTER, Purpose.BEFORE)
        and (other.removed_at is None or other.replaced)
    )
    published = other.event_seq is not None and (row.event_seq is None or other.event_seq < row.event_seq)
    if not own_before and (other.matter == row.matter or not published):
        return None
    both = [Fingerprint.read(one.fingerprint or b"") for one in (row, other)]
    found = likeness(both[0], both[1]) if both[0] is not None and both[1] is not None else Likeness(BITS)
    same_file = other.sha256 == row.sha256
    found = Likeness(0) if same_file else found
    return Resembling(id=other.id, likeness=found, same_file=same_file, own_before=own_before)
