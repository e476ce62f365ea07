"""Photos and documents of a half-written form: added, described, put in order, thrown away, and bound to its event."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session

from .. import clock
from ..domain.attachment import EACH_EVENT, Purpose
from ..domain.city import City
from ..domain.event import Kind
from ..domain.privacy import public_text
from ..domain.status import Refused
from ..extensions import db
from ..media.decode import ReadPicture, read, turn
from ..media.renditions import renditions
from ..media.store import ORIGINAL, MediaStore
from ..models import Attachment, Event, WantedPhoto
from .attachment_flags import flag
from .log import change

LONGEST_ALT = 300  # characters; more belongs into the answer
KEY_BYTES = 18


@dataclass(frozen=True, slots=True)
class HalfForm:
    """Which half-written form a picture waits with; ``form``: the name of its draft (models.draft)."""

    ticket: int
    officer: int
    form: str


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was handed in, and what the officer says of it."""

    content: bytes
    purpose: Purpose = Purpose.AFTER
    alt: str = ""


def add(half: HalfForm, upload: Upload, city: City, store: MediaStore) -> Attachment:
    """Read a file, keep it, and let it wait with the form. The same file again is the one that waits already.

    Raises Refused for a file that cannot be used or one too many, OSError when it cannot be kept.
    """
    session = db.session()
    _check_room(session, half)
    session.rollback()  # reading a picture takes a while, and no transaction may wait for it
    picture = read(upload.content, city.zone)
    if (there := _same(session, half, picture.sha256)) is not None:
        return there
    key = secrets.token_urlsafe(KEY_BYTES)
    keep_files(store, key, picture, upload.content)
    try:
        with change(session):
            _check_room(session, half)
            row = new_row(half.ticket, key, picture, upload.purpose)
            row.officer_id, row.form, row.position = half.officer, half.form, _next_position(session, half)
            row.alt = said(upload.alt, city)
            session.add(row)
            session.flush()
    except BaseException:
        store.remove(key)
        raise
    flag([row.id], city)
    return row


def keep_files(store: MediaStore, key: str, picture: ReadPicture, original: bytes) -> None:
    """Write the sizes that the public sees, and the file as it was handed in."""
    with turn():
        sizes = renditions(picture.image)
    store.put(key, {ORIGINAL: original, **{f"{size.value}.webp": content for size, content in sizes.items()}})


def new_row(ticket: int, key: str, picture: ReadPicture, purpose: Purpose) -> Attachment:
    """The row of a picture that was read; it waits for nobody and for no event yet."""
    facts = picture.facts
    return Attachment(
        ticket_id=ticket,
        position=0,
        purpose=purpose.value,
        file_kind=picture.kind.value,
        key=key,
        sha256=picture.sha256,
        width=picture.width,
        height=picture.height,
        pages=picture.pages,
        size=picture.size,
        taken_at=facts.taken_at,
        lat=facts.lat,
        lon=facts.lon,
        device=facts.device.value,
        fingerprint=picture.fingerprint,
        provenance=picture.origin[0].value,
        provenance_facts=picture.origin[1],
        added_at=clock.now(),
    )


def said(alt: str, city: City) -> str:
    """What somebody says of a picture, as the public may read it."""
    return public_text(" ".join(alt.split())[:LONGEST_ALT], city.contacts)


def describe(half: HalfForm, key: str, purpose: Purpose, alt: str, city: City) -> None:
    """Say what a waiting picture shows. Raises LookupError when it does not wait with this form."""
    values = {"purpose": purpose.value, "alt": said(alt, city)}
    told = select(Attachment.purpose, Attachment.alt).where(*_of(half), Attachment.key == key)
    if db.session().execute(told).first() != (*values.values(),):  # a page says it often: it must not wait for a writer
        flag([_change_one(half, key, **values)], city)


def throw_away(half: HalfForm, key: str) -> None:
    """Take a picture out of its form; its files stay for a while, so that it can be brought back."""
    _change_one(half, key, removed_at=clock.now())


def bring_back(half: HalfForm, key: str) -> None:
    """Undo throw_away, if there is still room. Raises Refused, or LookupError when it has gone for good."""
    session = db.session()
    with change(session):
        _check_room(session, half)
        _update_one(session, half, key, removed_at=None, position=_next_position(session, half))


def arrange(half: HalfForm, keys: Sequence[str]) -> None:
    """Put the waiting pictures in this order; those that are not named come after it, as they were."""
    session = db.session()
    with change(session):
        place = {key: number for number, key in enumerate(keys)}
        ordered = sorted(waiting(session, half), key=lambda row: (place.get(row.key, len(place)), row.position, row.id))
        for number, row in enumerate(ordered):
            row.position = number
        session.flush()


def waiting(session: Session, half: HalfForm) -> list[Attachment]:
    """What waits with a form, in its order."""
    there = select(Attachment).where(*_of(half), Attachment.removed_at.is_(None))
    return list(session.scalars(there.order_by(Attachment.position, Attachment.id)))


def take(session: Session, carried: Sequence[Attachment], seq: int) -> None:
    """Let an event, which the change has just written, carry what waited with its form."""
    for number, row in enumerate(carried):
        row.event_seq, row.form, row.position = seq, "", number
    session.flush()


def take_back(session: Session, ticket_id: int, seq: int | None) -> None:
    """Take from view what an event carries, or what came with the report itself (None), within a redaction."""
    report = select(Event.seq).where(Event.ticket_id == ticket_id, Event.kind == Kind.RECEIVED)
    of = Attachment.event_seq.in_(report) if seq is None else Attachment.event_seq == seq
    gone = {"removed_at": clock.now(), "alt": "", "lat": None, "lon": None}
    session.execute(update(Attachment).where(of).values(gone))
    if seq is None:
        session.execute(delete(WantedPhoto).where(WantedPhoto.ticket_id == ticket_id))


def _of(half: HalfForm) -> tuple[ColumnElement[bool], ...]:
    """What waits with a form, or was thrown away from it."""
    return (
        Attachment.ticket_id == half.ticket,
        Attachment.officer_id == half.officer,
        Attachment.form == half.form,
        Attachment.event_seq.is_(None),
    )


def _check_room(session: Session, half: HalfForm) -> None:
    counted = select(func.count()).where(*_of(half), Attachment.removed_at.is_(None))
    if (session.execute(counted).scalar() or 0) >= EACH_EVENT:
        raise Refused("files_enough", most=str(EACH_EVENT))


def _same(session: Session, half: HalfForm, sha256: bytes) -> Attachment | None:
    found = select(Attachment).where(*_of(half), Attachment.removed_at.is_(None), Attachment.sha256 == sha256)
    return session.scalars(found.order_by(Attachment.id).limit(1)).first()


def _next_position(session: Session, half: HalfForm) -> int:
    last = session.execute(select(func.max(Attachment.position)).where(*_of(half))).scalar()
    return 0 if last is None else last + 1


def _change_one(half: HalfForm, key: str, **values: object) -> int:
    with change(db.session()):
        return _update_one(db.session(), half, key, **values)


def _update_one(session: Session, half: HalfForm, key: str, **values: object) -> int:
    found = update(Attachment).where(*_of(half), Attachment.key == key).values(values)
    changed = session.execute(found.returning(Attachment.id)).first()
    if changed is None:
        raise LookupError(key)
    return int(changed.id)
