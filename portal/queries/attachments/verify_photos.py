"""Whether the files of photos are there and are what was handed in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ...domain.attachment import Size, digest
from ...domain.event import Kind, TicketFact
from ...media.store import ORIGINAL, MediaStore
from ...models import Attachment, Event, Ticket

SIZES = [f"{size.value}.webp" for size in Size]
Progress = Callable[[int, int], None]


def photo_differences(session: Session, store: MediaStore, progress: Progress) -> Iterator[str]:
    """A sentence for each picture whose files are missing or altered, or that its event in the log does not know.

    What was handed in goes after the term that it is kept for: that it is gone is no difference.
    """
    total = session.execute(select(func.count()).select_from(Attachment)).scalar() or 0
    rows = session.execute(
        select(Attachment.key, Attachment.sha256, Attachment.files_kept, Ticket.code, Event.seq, Event.attached)
        .join(Ticket, Ticket.id == Attachment.ticket_id)
        .outerjoin(Event, Event.seq == func.coalesce(Attachment.blurred_seq, Attachment.event_seq))
        .order_by(Attachment.id)
    )
    later = _added_later(session)
    for done, row in enumerate(rows.all(), 1):
        named = f"photo {row.key} of {row.code}"
        if row.seq is not None and digest(row.key, row.sha256) not in {*(row.attached or ()), *later.get(row.seq, ())}:
            yield f"{named}: event {row.seq} does not name it"
        if row.files_kept:
            yield from (f"{named}: {wrong}" for wrong in _wrong(store, row.key, row.sha256))
        progress(done, total)


def _added_later(session: Session) -> dict[int, list[str]]:
    """Event -> what later events of the log name as its photos: those that a source has named and that were fetched."""
    found: dict[int, list[str]] = {}
    added = select(Event.corrects, Event.changed, Event.attached).where(Event.kind == Kind.CORRECTED)
    for row in session.execute(added.where(Event.corrects.is_not(None), Event.attached.is_not(None))):
        if TicketFact.PHOTOS in (row.changed or ()):
            found.setdefault(row.corrects, []).extend(row.attached)
    return found


def _wrong(store: MediaStore, key: str, sha256: bytes) -> Iterator[str]:
    try:
        names = store.names(key)
        drawn_later = store.draws and ORIGINAL not in names
        if not drawn_later and (missing := [name for name in SIZES if name not in names]):
            yield f"{', '.join(missing)} not there"
        if ORIGINAL in names and hashlib.sha256(store.get(key, ORIGINAL)).digest() != sha256:
            yield "the file is not the one that was handed in"
    except OSError as error:
        yield f"cannot be read: {error}"
