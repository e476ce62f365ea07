"""A point finds its kelurahan, thousands a second, and a place outside the city finds none."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np
import pytest
import shapely
from flask import Flask
from sqlalchemy import select, update

from portal.actions.areas.outlines import new_version
from portal.actions.install import install
from portal.domain.city import City
from portal.extensions import db
from portal.models import Area, AreaShape
from portal.queries.areas.find import find_areas
from portal.queries.areas.tree import AreaIndex, Outline, area_index
from tests.support.boundaries import needs_boundaries, official


@pytest.fixture
def installed(app: Flask, city: City) -> Iterator[None]:
    with app.app_context():
        install(city)
        yield


def test_the_centre_of_every_kelurahan_finds_it_and_never_its_kecamatan(installed: None, city: City) -> None:
    kelurahan = [a for a in city.areas.values() if a.level == "kelurahan"]
    codes = {row.id: row.code for row in db.session.execute(select(Area.id, Area.code))}
    found = find_areas(db.session(), [(a.lat or 0, a.lon or 0) for a in kelurahan])
    assert [codes[id or 0] for id in found] == [a.code for a in kelurahan]


def test_no_points_and_no_outlines_are_answered(app: Flask) -> None:
    with app.app_context():
        assert find_areas(db.session(), []) == []
        assert find_areas(db.session(), [(-6.2, 106.8)]) == [None]


def test_the_index_is_built_once_and_again_when_outlines_change(installed: None) -> None:
    session = db.session()
    index = area_index(session)
    assert area_index(session) is index
    session.execute(update(AreaShape).values(source="new"))
    new_version(session)
    session.commit()
    assert area_index(session) is not index


def outline(area: int, west: float, east: float, schematic: bool = False) -> Outline:
    return Outline(area, shapely.box(west, -6.3, east, -6.2), schematic)


def test_where_outlines_overlap_the_official_one_goes_before_the_schematic() -> None:
    index = AreaIndex([outline(1, 106.80, 106.82, schematic=True), outline(2, 106.81, 106.90)])
    assert index.find(-6.25, 106.805) == 1
    assert index.find(-6.25, 106.815) == 2


def test_a_point_just_outside_belongs_to_the_nearest_area_and_one_far_off_to_none() -> None:
    official_one = AreaIndex([outline(1, 106.80, 106.82), outline(2, 106.82, 106.84)])
    assert official_one.find(-6.25, 106.842) == 2  # 220 m outside
    assert official_one.find(-6.25, 106.845) is None  # 550 m outside
    schematic = AreaIndex([outline(1, 106.80, 106.82, schematic=True)])
    assert schematic.find(-6.25, 106.83) == 1  # 1.1 km outside
    assert schematic.find(-6.25, 106.84) is None  # 2.2 km outside


def test_points_that_are_none_find_none() -> None:
    index = AreaIndex([outline(1, 106.80, 106.82)])
    assert index.find_many([float("nan"), 0.0, float("inf"), 91.0], [106.81, 0.0, 106.81, 500.0]) == [None] * 4


@needs_boundaries
def test_fifty_thousand_points_find_their_official_kelurahan_within_a_second() -> None:
    index = AreaIndex([Outline(n, feature.shape, False) for n, feature in enumerate(official(), 1)])
    west, south, east, north = shapely.union_all([feature.shape for feature in official()]).bounds
    random = np.random.default_rng(1)
    lats, lons = random.uniform(south, north, 50_000), random.uniform(west, east, 50_000)
    index.find_many(lats[:10], lons[:10])
    start = time.process_time()
    found = index.find_many(lats, lons)
    assert time.process_time() - start < 1.0
    shapes = {n: feature.shape for n, feature in enumerate(official(), 1)}
    for place in range(0, 50_000, 500):
        area = found[place]
        around = [n for n, s in shapes.items() if s.contains(shapely.Point(lons[place], lats[place]))]
        assert not around or area == around[0]
