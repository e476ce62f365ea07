"""Files of photos that nobody may see any more go: thrown away, forgotten, taken back, or kept for long enough."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session

from .. import clock
from ..domain.event import Kind
from ..extensions import db
from ..media.store import ORIGINAL, MediaStore
from ..models import Attachment, AttachmentFlag, Event
from ..models.event import IS_MODERATION
from .log import change

UNDO = timedelta(days=1)  # so long what was thrown away from a form can be brought back
FORGOTTEN = timedelta(days=30)  # no session, and so no form, lasts longer
AT_ONCE = 200


def sweep(store: MediaStore, kept: timedelta) -> int:
    """Remove the files that are due; of how many pictures. ``kept``: for so long what was taken from view is kept.

    Files go first: when the store is away, rows stay, and they are due again.
    """
    session, now = db.session(), clock.now()
    waiting = Attachment.event_seq.is_(None)
    thrown = waiting & or_(Attachment.removed_at < now - UNDO, Attachment.added_at < now - FORGOTTEN)
    for row in (gone := _due(session, thrown)):
        store.remove(row.key)
    if gone:
        _forget(session, [row.id for row in gone])
    carried = Attachment.files_kept & ~waiting
    closed = {
        row.id: row
        for when in (_taken_back(), Attachment.removed_at < now - kept)
        for row in _due(session, carried & when)
    }
    for row in closed.values():
        store.remove(row.key)
    if closed:
        with change(session):
            session.execute(
                update(Attachment)
                .where(Attachment.id.in_(list(closed)))
                .values(files_kept=False, alt="", lat=None, lon=None)
            )
    return len(gone) + len(closed)


def sweep_originals(store: MediaStore, kept: timedelta) -> int:
    """Remove what was handed in and has been kept for long enough, and files that belong to nothing; how many.

    It looks through the whole store: for once a day.
    """
    session, now = db.session(), clock.now()
    removed = 0
    for key in sorted(store.keys()):
        added_at = session.execute(select(Attachment.added_at).where(Attachment.key == key)).scalar()
        session.rollback()
        if added_at is None and store.written_at(key) < now - UNDO:  # a process died between files and row
            store.remove(key)
            removed += 1
        elif added_at is not None and added_at < now - kept and ORIGINAL in store.names(key):
            store.remove(key, ORIGINAL)
            removed += 1
    return removed


def _taken_back() -> ColumnElement[bool]:
    """Whether the words went that a picture came with: those of its event, or of the whole report."""
    redaction = IS_MODERATION & (Event.kind == Kind.REDACTED)
    events = select(Event.corrects).where(redaction, Event.corrects.is_not(None))
    whole = select(Event.ticket_id).where(redaction, Event.corrects.is_(None))
    with_report = select(Event.seq).where(Event.kind == Kind.RECEIVED, Event.ticket_id.in_(whole))
    return Attachment.event_seq.in_(events.union(with_report))


def _due(session: Session, when: ColumnElement[bool]) -> list[Attachment]:
    found = list(
        session.scalars(select(Attachment).where(when).order_by(Attachment.removed_at, Attachment.id).limit(AT_ONCE))
    )
    session.rollback()
    return found


def _forget(session: Session, ids: Iterable[int]) -> None:
    """Rows that no event has carried, with what was found about them."""
    with change(session):
        flags = or_(AttachmentFlag.attachment_id.in_(ids), AttachmentFlag.other_id.in_(ids))
        session.execute(delete(AttachmentFlag).where(flags))
        session.execute(delete(Attachment).where(Attachment.id.in_(ids), Attachment.event_seq.is_(None)))
