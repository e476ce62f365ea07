"""Areas are shaded by what their reports say for each resident or report, never by how many they are."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.context import portal_of
from portal.domain.city import City
from portal.queries.areas.index import area_list
from portal.queries.areas.map import AreaMeasure, ShadedAreas, area_map, city_map
from portal.queries.areas.page import area_page, area_version
from portal.queries.sources import Sources
from portal.queries.versioned_cache import VersionedCache
from tests.support.areas import JAGAKARSA, SETIABUDI, TEBET_CODE, uneven_city
from tests.support.compared import NOW

pytestmark = pytest.mark.only_on("sqlite")  # the queries that it reads with are tested on both in their own modules


@pytest.fixture
def sources(app: Flask, session: Session, city: City) -> Sources:
    uneven_city(app, session)
    return Sources(session, portal_of(app).engine, city, VersionedCache())


def whole(sources: Sources, measure: AreaMeasure) -> ShadedAreas:
    found = area_list(sources, "")
    assert found is not None
    drawn = city_map(sources.session, sources.cache, found, measure)
    assert drawn is not None
    return drawn


def within(sources: Sources, code: str) -> ShadedAreas:
    known = area_version(sources, code)
    found = area_page(sources, known, "", NOW) if known else None
    assert found is not None
    drawn = area_map(sources.session, sources.cache, found, AreaMeasure.DAYS)
    assert drawn is not None
    return drawn


def test_the_largest_areas_are_shaded_where_the_small_ones_have_too_few_reports(sources: Sources) -> None:
    drawn = whole(sources, AreaMeasure.DAYS)
    assert len(drawn.outlines) == 10 and drawn.larger == ()
    assert drawn.shade(JAGAKARSA) > drawn.shade(TEBET_CODE) > 0 == drawn.shade(SETIABUDI) == drawn.shade("x")
    rate = whole(sources, AreaMeasure.RATE)
    assert rate.shade(TEBET_CODE) > rate.shade(JAGAKARSA) > 0 == rate.shade(SETIABUDI)
    assert (rate.year, rate.measures) == (2010, tuple(AreaMeasure))
    overdue = whole(sources, AreaMeasure.OVERDUE)
    assert overdue.shade(JAGAKARSA) > 0, "one is open beyond its target"


def test_an_area_shows_what_lies_in_it_and_a_small_one_itself_among_those_around(sources: Sources) -> None:
    drawn = within(sources, JAGAKARSA)
    assert {outline.parent for outline in drawn.outlines} == {JAGAKARSA} and drawn.chosen == ""
    small = within(sources, drawn.outlines[0].code)
    assert small.chosen == drawn.outlines[0].code and small.outlines == drawn.outlines
    assert small.view_box == drawn.view_box != whole(sources, AreaMeasure.DAYS).view_box
    assert AreaMeasure.RATE not in drawn.measures, "nobody knows how many live there"
    left, top, wide, high = map(float, drawn.view_box.split())
    assert all(left < name.x < left + wide and top < name.y < top + high for name in drawn.names)
