"""Keep what speaks against photos: found when one is added, again when it is published, and all anew when asked."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ..domain.city import City
from ..extensions import db
from ..models import Attachment, AttachmentFlag
from ..queries.attachments.find_flags import find_flags
from .areas.outlines import ask_rebuild
from .log import change

AT_ONCE = 300


def flag(ids: Sequence[int], city: City) -> None:
    """Find the flags of photos and keep them. The search is over before the write lock is taken."""
    session = db.session()
    found = find_flags(session, ids, city)
    with change(session):
        _replace(session, ids, found)


def flag_published(session: Session, ids: Sequence[int], city: City) -> None:
    """The same within a change: another form may have published the same picture since it was added."""
    if ids:
        _replace(session, ids, find_flags(session, ids, city))


def flag_all(city: City) -> int:
    """Find all flags anew: after an import, or when rules or fingerprints have changed; how many photos there are.

    The index is made anew where photos have flags that had none, or have none any more: no event tells it.
    """
    session = db.session()
    ids, before = list(session.scalars(select(Attachment.id).order_by(Attachment.id))), _flagged(session)
    for start in range(0, len(ids), AT_ONCE):
        flag(ids[start : start + AT_ONCE], city)
    if _flagged(session) != before:
        with change(session):
            ask_rebuild(session, "index")
    return len(ids)


def _flagged(session: Session) -> set[int]:
    return set(session.scalars(select(AttachmentFlag.attachment_id)))


def _replace(session: Session, ids: Sequence[int], found: Sequence[AttachmentFlag]) -> None:
    session.execute(delete(AttachmentFlag).where(AttachmentFlag.attachment_id.in_(ids)))
    session.add_all(found)
    session.flush()
