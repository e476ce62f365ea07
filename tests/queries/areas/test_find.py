"""A point finds its kelurahan, thousands a second, and a place outside the city finds none."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np
import pytest
import shapely
from flask import Flask
from sqlalchemy import select, update

from portal.domain.city import City
from portal.extensions import db
from portal.models import Area, AreaShape
from portal.queries.areas.find import AreaIndex, Outline, find_areas
from tests.support.boundaries import needs_boundaries, official
from tests.support.installed import install


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


def test_points_follow_outlines_that_have_changed(installed: None) -> None:
    session = db.session()
    point = (-6.226, 106.858)  # in Tebet
    (before,) = find_areas(session, [point])
    assert before is not None
    moved = shapely.to_geojson(shapely.box(100.0, 0.0, 100.1, 0.1))
    session.execute(update(AreaShape).where(AreaShape.area_id == before).values(geometry=moved))
    session.commit()
    assert find_areas(session, [point]) != [before]
    assert find_areas(session, [(0.05, 100.05)]) == [before]


def found(index: AreaIndex, lat: float, lon: float) -> int | None:
    return index.find_many([lat], [lon])[0]


def outline(area: int, west: float, east: float, schematic: bool = False) -> Outline:
    return Outline(area, shapely.box(west, -6.3, east, -6.2), schematic)


def test_where_outlines_overlap_the_official_one_goes_before_the_schematic() -> None:
    index = AreaIndex([outline(1, 106.80, 106.82, schematic=True), outline(2, 106.81, 106.90)])
    assert found(index, -6.25, 106.805) == 1
    assert found(index, -6.25, 106.815) == 2


def test_a_point_just_outside_belongs_to_the_nearest_area_and_one_far_off_to_none() -> None:
    official_one = AreaIndex([outline(1, 106.80, 106.82), outline(2, 106.82, 106.84)])
    assert found(official_one, -6.25, 106.842) == 2  # 220 m outside
    assert found(official_one, -6.25, 106.845) is None  # 550 m outside
    schematic = AreaIndex([outline(1, 106.80, 106.82, schematic=True)])
    assert found(schematic, -6.25, 106.83) == 1  # 1.1 km outside
    assert found(schematic, -6.25, 106.84) is None  # 2.2 km outside


def test_points_that_are_none_find_none() -> None:
    index = AreaIndex([outline(1, 106.80, 106.82)])
    assert index.find_many([float("nan"), 0.0, float("inf"), 91.0], [106.81, 0.0, 106.81, 500.0]) == [None] * 4


@needs_boundaries
def test_fifty_thousand_points_find_their_official_kelurahan_within_a_second() -> None:
    index = AreaIndex([Outline(n, feature.shape, False) for n, feature in enumerate(official(), 1)])
    west, south, east, north = shapely.union_all([feature.shape for feature in official()]).bounds
    random = np.random.default_rng(1)
    lats, lons = random.uniform(south, north, 50_000), random.uniform(west, east, 50_000)
    city = shapely.union_all([feature.shape for feature in official()]).buffer(0.005)
    shapely.prepare(city)
    within = shapely.intersects_xy(city, lons, lats)
    lats, lons = np.resize(lats[within], 50_000), np.resize(lons[within], 50_000)
    index.find_many(lats[:10], lons[:10])
    start = time.process_time()
    areas = index.find_many(lats, lons)
    assert time.process_time() - start < 1.0
    shapes = {n: feature.shape for n, feature in enumerate(official(), 1)}
    for place in range(0, 50_000, 500):
        area = areas[place]
        around = [n for n, s in shapes.items() if s.contains(shapely.Point(lons[place], lats[place]))]
        assert not around or area == around[0]
