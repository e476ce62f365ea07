"""A city of half a year in which one kind of report has become late much more often."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.record import Record
from portal.projections.scorecards import recompute
from tests.support.complaints import MORNING, complaint, step
from tests.support.installed import install

#: A Thursday; the week of its Monday is 24 weeks after MORNING's and the reports' targets.
NOW = MORNING + timedelta(weeks=25, days=3)
WEEK = datetime(2023, 8, 27, 17, tzinfo=UTC)  # Monday, midnight in Jakarta
DAY = 24
A_STEP = 31


def reports(first: int, category: str, before: float, now: float) -> list[Record]:
    """A_STEP reports in each of the six steps of four weeks before WEEK: of a share the resolution comes too late."""
    found = []
    for place in range(6 * A_STEP):
        share = now if place >= 3 * A_STEP else before
        late = (place % A_STEP) < share * A_STEP
        hours = place * (24 * 7 * DAY) / (6 * A_STEP) + 1
        done = step(Kind.RESOLVED, hours + (9 if late else 2) * DAY, agency="Kelurahan Ragunan", text="Selesai.")
        at = MORNING + timedelta(hours=hours)
        found.append(replace(complaint(first + place, done, category=category), submitted_at=at))
    return found


def worse_city(session: Session, city: City) -> None:
    """Trees: from a fifth late to three fifths; trash: a fifth as ever."""
    install(city)
    record_many([*reports(1, "Pohon", 0.2, 0.6), *reports(1001, "Sampah", 0.2, 0.2)], city)
    recompute(session, city, NOW)
