"""Photos of a report that is being written: read and kept at once, and taken along when the report is sent."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from .. import clock
from ..domain.attachment import Device, FileKind, Provenance, Purpose
from ..domain.record import RecordPhoto
from ..domain.secret_token import token_hash
from ..domain.status import Refused
from ..extensions import db
from ..media.decode import ReadPicture, read
from ..media.store import MediaStore
from ..models import Attachment, WaitingPhoto
from .attach import KEY_BYTES, keep_files
from .log import change
from .sweep_photos import AT_ONCE, UNDO
from .ticket_rows import attachment_rows

MOST = 5  # photos of one report


def add(form_key: str, content: bytes, zone: str, store: MediaStore) -> None:
    """Read a photo and let it wait with its form; the same one again is the one that waits already.

    Raises Refused for what is no photo or one too many, OSError when it cannot be kept.
    """
    session, form = db.session(), token_hash(form_key)
    _check_room(waiting(session, form_key))
    session.rollback()  # reading a picture takes a while, and no transaction may wait for it
    picture = read(content, zone)
    if picture.kind is not FileKind.PHOTO:
        raise Refused("photo_only")
    key = secrets.token_urlsafe(KEY_BYTES)
    keep_files(store, key, picture, content)
    try:
        with change(session):
            there = waiting(session, form_key)
            if same := [row for row in there if row.facts["sha256"] == picture.sha256.hex()]:
                raise _WaitsAlready(same[0].key)
            _check_room(there)
            place = there[-1].position + 1 if there else 0
            session.add(WaitingPhoto(key=key, form=form, position=place, facts=_facts(picture), added_at=clock.now()))
    except BaseException as error:
        store.remove(key)
        if not isinstance(error, _WaitsAlready):
            raise


def drop(form_key: str, key: str, store: MediaStore) -> None:
    """Take a photo out of its form; none of another form."""
    session, its = db.session(), (WaitingPhoto.form == token_hash(form_key)) & (WaitingPhoto.key == key)
    with change(session):
        gone = session.execute(delete(WaitingPhoto).where(its).returning(WaitingPhoto.key)).first()
    if gone is not None:
        store.remove(key)


def waiting(session: Session, form_key: str) -> list[WaitingPhoto]:
    """The photos of a form, in the order in which they came."""
    its = session.scalars(select(WaitingPhoto).where(WaitingPhoto.form == token_hash(form_key)))
    return sorted(its, key=lambda row: (row.position, row.key))


def keys_of(form_key: str) -> list[str]:
    """The names of their files."""
    return [row.key for row in waiting(db.session(), form_key)]


def as_told(rows: Sequence[WaitingPhoto]) -> tuple[RecordPhoto, ...]:
    """As a source tells the photos of its report: they show the place as it was reported."""
    return tuple(RecordPhoto(key=row.key, purpose=Purpose.BEFORE, alt="", **_told(row.facts)) for row in rows)


def take_along(session: Session, ticket_id: int, form_key: str) -> list[Attachment]:
    """Make them photos of a report that is there already; within the change that writes the event they go with."""
    told, now = as_told(waiting(session, form_key)), clock.now()
    own = {
        "event_seq": None,
        "purpose": Purpose.OTHER.value,
        "added_at": now,
    }
    columns = attachment_rows(0, ticket_id, now, told)
    taken = [Attachment(**row | own | {"taken_at": photo.taken_at}) for row, photo in zip(columns, told, strict=True)]
    session.add_all(taken)
    forget(session, form_key)
    session.flush()
    return taken


def forget(session: Session, form_key: str) -> None:
    """They wait no more; within the change that took them along."""
    session.execute(delete(WaitingPhoto).where(WaitingPhoto.form == token_hash(form_key)))


def sweep_waiting(store: MediaStore) -> int:
    """Remove what was never sent: no form is good for longer than a day; of how many."""
    session = db.session()
    old = select(WaitingPhoto.key).where(WaitingPhoto.added_at < clock.now() - UNDO)
    keys = list(session.scalars(old.limit(AT_ONCE)))
    session.rollback()
    for key in keys:
        store.remove(key)
    if keys:
        with change(session):
            session.execute(delete(WaitingPhoto).where(WaitingPhoto.key.in_(keys)))
    return len(keys)


class _WaitsAlready(Exception):
    """The same bytes wait already."""


def _check_room(there: Sequence[WaitingPhoto]) -> None:
    if len(there) >= MOST:
        raise Refused("files_enough", most=str(MOST))


def _facts(picture: ReadPicture) -> dict[str, Any]:
    facts = picture.facts
    return {
        "sha256": picture.sha256.hex(),
        "fingerprint": picture.fingerprint.hex() if picture.fingerprint else None,
        "width": picture.width,
        "height": picture.height,
        "size": picture.size,
        "taken_at": int(facts.taken_at.timestamp()) if facts.taken_at else None,
        "lat": facts.lat,
        "lon": facts.lon,
        "device": facts.device.value,
        "provenance": picture.origin[0].value,
    }


def _told(facts: dict[str, Any]) -> dict[str, Any]:
    taken, known = facts["taken_at"], facts["fingerprint"]
    return {
        **facts,
        "sha256": bytes.fromhex(facts["sha256"]),
        "fingerprint": bytes.fromhex(known) if known else None,
        "taken_at": datetime.fromtimestamp(taken, UTC) if taken else None,
        "device": Device(facts["device"]),
        "provenance": Provenance(facts["provenance"]),
    }
