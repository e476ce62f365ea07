"""Reports per 1,000 residents by area, and by channel."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.context import portal_of
from portal.domain.city import City
from portal.domain.period import ALL, parse
from portal.projections.scorecards import recompute
from portal.queries.implementation.conditions import conditions
from tests.support.asked import NOW, sources_of
from tests.support.lens import filled

PASAR_MINGGU, KEBAYORAN_BARU = "31.74.04", "31.74.07"


def test_areas_by_their_residents_and_channels_by_their_share(app: Flask, session: Session, city: City) -> None:
    filled(app, session)
    recompute(session, portal_of(app).city, NOW)
    found = conditions(sources_of(app, session), ALL, NOW)
    areas = {area.code: area for area in found.areas}
    assert len(areas) == 10, "areas without a report too"
    pasar_minggu = areas[PASAR_MINGGU]
    residents = city.areas[PASAR_MINGGU].population or 0
    assert pasar_minggu.rate == 1000 * pasar_minggu.received / residents
    assert [area.rate for area in found.areas] == sorted((area.rate for area in found.areas), reverse=True)
    assert found.residents == sum(area.population or 0 for area in city.areas.values() if area.level == "kecamatan")
    assert [(c.n, round(c.share, 3)) for c in found.channels] == [(6, 0.857), (1, 0.143)]


@pytest.mark.only_on("sqlite")
def test_a_month_has_channels_but_no_areas(app: Flask, session: Session, city: City) -> None:
    filled(app, session)
    recompute(session, city, NOW)
    month = parse("2023-04", city.zone)
    assert month is not None
    found = conditions(sources_of(app, session), month, NOW)
    assert (found.areas, found.channels) == ((), ())
