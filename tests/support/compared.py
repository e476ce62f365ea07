"""A small city to compare: two offices that differ, one with few reports, one that has a category to itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.domain.comparison import Measure
from portal.domain.event import Kind
from portal.domain.lens import TicketFilter
from portal.domain.record import Record
from portal.projections.scorecards import recompute
from portal.queries.compare.lists import TwoLists, two_lists
from portal.queries.sources import Sources
from portal.queries.tickets.figures import lenses
from tests.support.complaints import MORNING, complaint, step
from tests.support.installed import install
from tests.support.lens import filled

NOW = MORNING + timedelta(days=200)
SLOW, QUICK, FEW, ALONE = "sudin-sda", "sudin-bina-marga", "sudin-tamhut", "sudin-lh"
TEBET = {"lat": -6.2288, "lon": 106.8507}


def waits(first: int, count: int, days: float, agency: str, **changes: object) -> list[Record]:
    """Reports numbered from ``first``, resolved after half to one and a half of so many days."""
    spread = [24 * days * (0.5 + place / max(1, count - 1)) for place in range(count)]
    return [
        complaint(n, step(Kind.RESOLVED, n + hours, agency=agency, text="Selesai."), agency=agency, **changes)
        for n, hours in zip(range(first, first + count), spread, strict=True)
    ]


def slow_and_quick(app: Flask, session: Session) -> None:
    """The eight of every lens, one of them hidden; forty about trash of SLOW, forty about roads of QUICK; indexed."""
    filled(app, session, [*waits(101, 40, 20, SLOW, category="Sampah"), *waits(201, 40, 2, QUICK)])


def compared(read: Sources, a: TicketFilter, b: TicketFilter, measure: Measure, now: datetime) -> TwoLists:
    """Both lists as of ``now``."""
    first, second = lenses(read, [a, b], now)
    return two_lists(first, second, measure, read.city.resolution_target)


def compared_city(session: Session, city: City) -> Session:
    """Forty reports of SLOW in Tebet and forty of QUICK in Ragunan, three of FEW; forty about trees, all of ALONE."""
    install(city)
    records = [*waits(1, 40, 20, SLOW, **TEBET), *waits(101, 40, 2, QUICK), *waits(201, 3, 5, FEW)]
    records += [*waits(301, 40, 3, ALONE, category="Pohon"), *waits(401, 2, 4, "dinas-sda")]
    record_many(records, city)
    recompute(session, city, NOW)
    return session
