"""What every page says about its data: how far the log had come, and whether a demonstration filled it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from ...models import Event, ImportRun
from ..prepared import Prepared


@dataclass(frozen=True, slots=True)
class CityFacts:
    """``seq`` and ``at``: the newest event's number and when it was written down; 0 and None before the first."""

    seq: int = 0
    at: datetime | None = None


_NEWEST = select(func.max(Event.seq)).scalar_subquery()
_AT = select(Event.recorded_at).where(Event.seq == _NEWEST).scalar_subquery()
_DEMO = select(ImportRun.id).where(ImportRun.kind == "demo").exists()
_FACTS = Prepared(select(_NEWEST.label("seq"), _AT.label("at")))
_IS_DEMO = select(_DEMO)


def city_facts(session: Session) -> CityFacts:
    """The facts; empty ones when the database is away, so that even its error page can be laid out."""
    try:
        found = _FACTS.first(session.connection())
    except DBAPIError:
        return CityFacts()
    return CityFacts(found.seq or 0, found.at)


def is_demonstration(session: Session) -> bool:
    """False also when the database is away."""
    try:
        return bool(session.connection().execute(_IS_DEMO).scalar())
    except DBAPIError:
        return False
