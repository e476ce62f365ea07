"""What every page says about its data: how far log and sources had come, and whether a demonstration filled it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from ...domain.source_clock import SourceClocks
from ...models import Event, ImportRun, Ticket
from ..versioned_cache import VersionedCache
from .clocks import source_clocks
from .held import held
from .version import public_version

_EVENT, _RUN = Event.__table__.c, ImportRun.__table__.c
_NEWEST = select(_EVENT.seq, _EVENT.recorded_at, _EVENT.head).where(_EVENT.seq == bindparam("seq"))
_IS_DEMO = select(select(_RUN.id).where(_RUN.kind == "demo").exists())
_FIRST = select(func.min(Ticket.__table__.c.submitted_at))


@dataclass(frozen=True, slots=True)
class CityFacts:
    """``seq`` and ``at``: the newest public event's number and when it was recorded; 0 and None before the first.
    ``clocks``: up to when each source has spoken. ``head``: the hash of that event in hex, by which whoever keeps it
    can prove that the log was changed.
    """

    clocks: SourceClocks
    seq: int = 0
    at: datetime | None = None
    head: str = ""


def city_facts(session: Session, cache: VersionedCache, now: datetime) -> CityFacts:
    """The facts; empty ones when the database does not answer, so that even its error page can be laid out."""
    try:
        seq = public_version(session)[0]
        newest = cache.get("newest", seq, lambda: session.execute(_NEWEST, {"seq": seq}).first()) if seq else None
        clocks = source_clocks(session, cache, now)
    except DBAPIError:
        return CityFacts(SourceClocks(now))
    if newest is None:
        return CityFacts(clocks)
    return CityFacts(clocks, newest.seq, newest.recorded_at, newest.head.hex() if newest.head else "")


def begun(session: Session, zone: ZoneInfo) -> date | None:
    """The day in the city's ``zone`` on which the first of all tickets came in; None before any has."""
    first = session.execute(_FIRST).scalar()
    return first.astimezone(zone).date() if first else None


def is_demonstration(session: Session) -> bool:
    """Whether a demonstration was imported; False also when the database does not answer."""
    try:
        return held(session, "demonstration", lambda: bool(session.execute(_IS_DEMO).scalar()))
    except DBAPIError:
        return False
