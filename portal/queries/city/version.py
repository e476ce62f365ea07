"""What decides whether a page looks different from before: the newest public event, and the city's version.

The city's version is a number that changes with everything that is no event: areas, outlines, the area that a ticket
lies in, and every name.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from ...models import Checkpoint, Event
from ...search.engine import Engine
from .held import held

#: The row of ``checkpoint`` that holds the city's version; it follows no log.
CITY = "areas"
#: Every page asks for these first: by their tables, which spares the session the mapping of a row of numbers.
_EVENT, _CHECKPOINT = Event.__table__.c, Checkpoint.__table__.c
_LOG_END = func.coalesce(select(func.max(_EVENT.seq)).scalar_subquery(), 0)
#: What the public may know of the end of the log: an internal note must not be guessed from it.
_PUBLIC_END = func.coalesce(
    select(_EVENT.seq).where(_EVENT.public).order_by(_EVENT.seq.desc()).limit(1).scalar_subquery(), 0
)
#: The city's version as a column, so that a statement that reads a version reads both at one moment.
CITY_VERSION = func.coalesce(select(_CHECKPOINT.seq).where(_CHECKPOINT.name == CITY).scalar_subquery(), 0)
_VERSIONS = select(_LOG_END, _PUBLIC_END, CITY_VERSION)
#: Written out, so that the databases know that their index serves.
_MODERATED = select(_EVENT.seq).where(text("kind IN ('redacted', 'visibility_changed')")).order_by(_EVENT.seq.desc())
#: The newest event by which something was taken from view or published, as a column.
WITHDRAWN = func.coalesce(_MODERATED.limit(1).scalar_subquery(), 0)
_WITHDRAWN_AND_CITY = select(WITHDRAWN, CITY_VERSION)


class _Versions(NamedTuple):
    log: int
    public: int
    city: int


def log_end(session: Session) -> int:
    """The newest seq; 0 for an empty log."""
    return log_and_city(session)[0]


def city_version(session: Session) -> int:
    """The city's version; 0 while nobody has installed a city."""
    return log_and_city(session)[1]


def log_and_city(session: Session) -> tuple[int, int]:
    """The newest seq and the city's version, of one moment."""
    found = _versions(session)
    return found.log, found.city


def public_version(session: Session) -> tuple[int, int]:
    """The seq of the newest public event and the city's version, of one moment."""
    found = _versions(session)
    return found.public, found.city


def _versions(session: Session) -> _Versions:
    return held(session, "versions", lambda: _Versions(*session.execute(_VERSIONS).one()))


def withdrawn_version(session: Session) -> tuple[int, int]:
    """The newest event by which something was taken from view or published, and the city's version: what figures of a
    past moment still depend on."""
    seq, city = session.execute(_WITHDRAWN_AND_CITY).one()
    return seq, city


def lens_version(session: Session, engine: Engine) -> tuple[int, int, int]:
    """The newest public seq, the seq up to which the index has come, and the city's version."""
    seq, city = public_version(session)
    return seq, min(seq, held(session, "index", engine.seq)), city
