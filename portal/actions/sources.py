"""A source has spoken: up to when, how often it should, and whether it tells what becomes of its reports."""

from __future__ import annotations

from sqlalchemy import update

from .. import clock
from ..domain.source_clock import SpokenSource
from ..extensions import db
from ..models import Checkpoint, HeardWord, SourceState
from ..queries.city.version import log_end
from .areas.outlines import new_version
from .log import change

HOUR = 3600


def hear(told: SpokenSource) -> None:
    """Keep what a source says of itself; the moment up to which it has spoken never moves back, nor beyond now.

    What is waiting and late is counted to that moment, so pages and figures of before are of another version.
    """
    session = db.session()
    with change(session):
        row = session.get(SourceState, told.name) or SourceState(name=told.name)
        before = (row.as_of, row.tells_outcomes, row.stale_after)
        spoken = min(told.as_of.replace(microsecond=0), clock.now())
        row.as_of = spoken if row.as_of is None else max(row.as_of, spoken)
        if row.as_of != before[0]:
            session.merge(HeardWord(source=told.name, seq=log_end(session) + 1, as_of=row.as_of))
        row.tells_outcomes = told.tells_outcomes
        row.stale_after = int(told.every.total_seconds()) // HOUR if told.every else None
        if before != (row.as_of, row.tells_outcomes, row.stale_after):
            session.add(row)
            session.execute(update(Checkpoint).where(Checkpoint.name == "scorecards").values(seq=0))
            new_version(session)
