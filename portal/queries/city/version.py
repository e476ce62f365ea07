"""What decides whether a page looks different from before: the newest public event, and the city's version.

The city's version is a number that changes with everything that is no event: areas, outlines, the area that a ticket
lies in, and every name.
"""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ...models import Checkpoint, Event
from ...search.engine import Engine

#: The row of ``checkpoint`` that holds the city's version; it follows no log.
CITY = "areas"
_LOG_END = func.coalesce(select(func.max(Event.seq)).scalar_subquery(), 0)
#: What the public may know of the end of the log: an internal note must not be guessed from it.
_PUBLIC_END = func.coalesce(
    select(Event.seq).where(Event.public).order_by(Event.seq.desc()).limit(1).scalar_subquery(), 0
)
#: The city's version as a column, so that a statement that reads a version reads both at one moment.
CITY_VERSION = func.coalesce(select(Checkpoint.seq).where(Checkpoint.name == CITY).scalar_subquery(), 0)


def log_end(session: Session) -> int:
    """The newest seq; 0 for an empty log."""
    return int(session.execute(select(_LOG_END)).scalar_one())


def city_version(session: Session) -> int:
    """The city's version; 0 while nobody has installed a city."""
    return int(session.execute(select(CITY_VERSION)).scalar_one())


def log_and_city(session: Session) -> tuple[int, int]:
    """The newest seq and the city's version, of one moment."""
    seq, city = session.execute(select(_LOG_END, CITY_VERSION)).one()
    return seq, city


def public_version(session: Session) -> tuple[int, int]:
    """The seq of the newest public event and the city's version, of one moment."""
    seq, city = session.execute(select(_PUBLIC_END, CITY_VERSION)).one()
    return seq, city


def lens_version(session: Session, engine: Engine) -> tuple[int, int, int]:
    """The newest public seq, the seq up to which the index has come, and the city's version."""
    seq, city = public_version(session)
    return seq, min(seq, engine.seq()), city
