"""A small city with one large area where people report little and wait long, and others where they do not."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.context import portal_of
from portal.models import Area
from portal.projections.scorecards import recompute
from tests.support.compared import FEW, NOW, QUICK, SLOW, TEBET, waits
from tests.support.complaints import complaint
from tests.support.installed import install
from tests.support.lens import fed

JAGAKARSA, IN_JAGAKARSA, TEBET_CODE, PASAR_MINGGU, SETIABUDI = (
    "31.74.09", "31.74.09.1001", "31.74.01", "31.74.04", "31.74.02",
)  # fmt: skip
FAR = {"lat": -6.3341, "lon": 106.8223}
#: Of nobody else the residents are known.
RESIDENTS = {JAGAKARSA: 20_000, TEBET_CODE: 4_000, PASAR_MINGGU: 5_000, SETIABUDI: 9_000}


def uneven_city(app: Flask, session: Session) -> Session:
    """Forty slow reports of Jagakarsa with one open, forty of Tebet, 45 of Pasar Minggu, three of Setiabudi."""
    city = portal_of(app).city
    install(city)
    session.execute(update(Area).values(population=None, year=None))
    for code, count in RESIDENTS.items():
        session.execute(update(Area).where(Area.code == code).values(population=count, year=2010))
    session.commit()
    records = [*waits(1, 40, 20, SLOW, **FAR), *waits(101, 40, 2, QUICK, **TEBET), *waits(201, 45, 2, QUICK)]
    records += waits(301, 3, 2, FEW, lat=-6.2196, lon=106.8299)
    records += [complaint(500, agency=SLOW, title="Jembatan putus", **FAR)]
    record_many(records, city)
    recompute(session, city, NOW)
    fed(app, session)
    return session
