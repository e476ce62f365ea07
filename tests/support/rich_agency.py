"""An agency of which everything is known: two years, two areas, reports that went on, and some that wait."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.record import Record
from portal.projections.scorecards import recompute
from tests.support.complaints import MORNING, complaint, step
from tests.support.installed import install

NOW = MORNING + timedelta(days=200)
SDA, ROADS = "sudin-sda", "sudin-bina-marga"
YEAR = 365 * 24
NORTH = {"lat": -6.262, "lon": 106.81}


def resolved(number: int, days: float, **changes: object) -> Record:
    done = step(Kind.RESOLVED, number + 24 * days, agency=SDA, text=f"Selesai, laporan ke-{number}.")
    return complaint(number, done, agency=SDA, **changes)


def passed_on(number: int) -> Record:
    """To the roads, after 30 hours."""
    given = step(Kind.TRANSFERRED, number + 30, agency=SDA, to_agency=ROADS, text="Jalan kota, bukan saluran.")
    return complaint(number, given, agency=SDA)


def rich_agency(session: Session, city: City) -> None:
    """Of 2022 all took 20 days; of 2023 those in the north took 2, the others 20; 5 went on, 12 wait."""
    install(city)
    records = [resolved(n - YEAR, 20) for n in range(1, 41)]
    records += [resolved(n, 20) for n in range(1, 32)] + [resolved(n, 2, **NORTH) for n in range(101, 181)]
    records += [passed_on(n) for n in range(201, 206)]
    records += [complaint(n, agency=SDA, title=f"Saluran mampet {n}") for n in range(301, 313)]
    record_many(records, city)
    recompute(session, city, NOW)
