"""What every page says about its data: how far the log had come, and whether a demonstration filled it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from ...models import Event, ImportRun

_NEWEST = select(Event.seq, Event.recorded_at, Event.head).where(Event.public).order_by(Event.seq.desc()).limit(1)
_IS_DEMO = select(select(ImportRun.id).where(ImportRun.kind == "demo").exists())


@dataclass(frozen=True, slots=True)
class CityFacts:
    """``seq`` and ``at``: the newest public event's number and when it was recorded; 0 and None before the first.

    ``head``: the hash of that event in hex, by which whoever keeps it can prove that the log was changed.
    """

    seq: int = 0
    at: datetime | None = None
    head: str = ""


def city_facts(session: Session) -> CityFacts:
    """The facts; empty ones when the database does not answer, so that even its error page can be laid out."""
    try:
        newest = session.execute(_NEWEST).first()
    except DBAPIError:
        return CityFacts()
    return (
        CityFacts(newest.seq, newest.recorded_at, newest.head.hex() if newest.head else "") if newest else CityFacts()
    )


def is_demonstration(session: Session) -> bool:
    """Whether a demonstration was imported; False also when the database does not answer."""
    try:
        return bool(session.execute(_IS_DEMO).scalar())
    except DBAPIError:
        return False
