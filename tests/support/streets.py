"""Reports along some streets: one with open and ended ones, two far apart of one name, one that no line fits."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from flask import Flask
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.context import portal_of
from portal.domain.event import Kind
from portal.domain.record import Record
from portal.projections import streets
from tests.support.complaints import MORNING, complaint, step
from tests.support.installed import install
from tests.support.lens import fed

NOW = MORNING + timedelta(days=40)
AMPERA, SWADAYA = "/streets/jalan-ampera-raya", "/streets/jalan-swadaya"


def along(number: int, place: str = "Jalan Ampera Raya No. 5", hours: float | None = None, **changes: object) -> Record:
    """A report on a street that runs east; ``hours``: after so many it was resolved."""
    done = () if hours is None else (step(Kind.RESOLVED, number + hours, agency="Kelurahan Ragunan", text="Ditambal."),)
    return replace(complaint(number, *done, **changes), place=place, lon=106.82 + number * 2e-4)


def street_records() -> list[Record]:
    """Forty on Jalan Ampera Raya, of which two are open; four and three on two streets called Swadaya."""
    here = [along(n, hours=None if n in (7, 30) else 24.0) for n in range(1, 41)]
    near = [along(n, "Jl. Swadaya RT 01/RW 02") for n in range(41, 45)]
    far = [replace(along(n, "Jalan Swadaya"), lat=-6.225, lon=106.85) for n in range(45, 48)]
    return [*here, *near, *far, along(48, "Jalan Ampera Ryaa", private=True)]


def street_city(app: Flask, session: Session) -> None:
    """The city with these reports, its index and its streets as of NOW."""
    city = portal_of(app).city
    install(city)
    record_many(street_records(), city)
    fed(app, session)
    streets.rebuild(session, city, NOW)
