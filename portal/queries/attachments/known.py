"""The fingerprints of all photos in the memory of each process that looks some up: 48 bytes a photo.

What is new in the table is read before each look-up. The first one of a process reads all: a second for a million.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, LargeBinary, func, select
from sqlalchemy.orm import Session

from ...domain.fingerprint import VERSION, Fingerprint
from ...domain.known_pictures import FIRST_BYTES, KnownPictures
from ...models import Attachment

#: Ids are given before a row is committed, so that one may come after those behind it: so many are read again.
OVERLAP = 1_000
AT_ONCE = 20_000


@dataclass(slots=True)
class _Held:
    """``last`` and ``key``: the photo with the highest id that was read; another key there means another database."""

    known: KnownPictures = field(default_factory=KnownPictures)
    last: int = 0
    key: str = ""


_held: WeakKeyDictionary[Engine | Connection, _Held] = WeakKeyDictionary()
_turn = threading.Lock()


def near(session: Session, new: Fingerprint) -> list[int]:
    """Ids of photos that may show the same, nearest first."""
    with _turn:
        held = _held.setdefault(session.get_bind(), _Held())
        if held.last and session.scalar(select(Attachment.key).where(Attachment.id == held.last)) != held.key:
            held.known, held.last, held.key = KnownPictures(), 0, ""
        _catch_up(session, held)
        return held.known.near(new)


def _catch_up(session: Session, held: _Held) -> None:
    photo = Attachment.__table__.c
    version, first = (func.substr(photo.fingerprint, *part, type_=LargeBinary) for part in ((1, 1), (2, FIRST_BYTES)))
    asked = select(photo.id, photo.key, first.label("first")).where(photo.id > held.last - OVERLAP, version == VERSION)
    for rows in session.execute(asked.order_by(photo.id).execution_options(yield_per=AT_ONCE)).partitions():
        held.known.add((row.id, row.first) for row in rows)
        if rows[-1].id > held.last:
            held.last, held.key = rows[-1].id, rows[-1].key
