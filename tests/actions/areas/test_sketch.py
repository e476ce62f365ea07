"""Areas that an import made can be drawn, and their tickets stay where the source said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import shapely
from flask import Flask
from sqlalchemy import select, update

from portal.actions.areas.load import load_areas
from portal.actions.areas.sketch import ENOUGH, Sketched, sketch_areas
from portal.actions.intake.record import record_many
from portal.cities.polygons import Feature
from portal.cities.shapes import from_geojson, schematic
from portal.domain.city import City
from portal.domain.record import Record
from portal.extensions import db
from portal.models import Area, AreaShape, Ticket
from tests.support.complaints import complaint

HOLLYWOOD, VENICE, WATTS = (34.10, -118.33), (33.99, -118.46), (33.94, -118.24)


@pytest.fixture(autouse=True)
def context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


@pytest.fixture
def bare(city: City) -> City:
    """A city that knows only its levels."""
    return replace(
        city, areas={}, agencies={}, validator=None, bounds=(-118.7, 33.7, -118.1, 34.4), levels=("council",)
    )


def around(name: str, place: tuple[float, float], first: int, count: int = ENOUGH) -> list[Record]:
    lat, lon = place
    return [
        complaint(first + n, area=name, lat=lat + (n - count // 2) / 1000, lon=lon + (n - count // 2) / 1000)
        for n in range(count)
    ]


def area(name: str) -> Area:
    db.session.expire_all()
    return db.session.execute(select(Area).where(Area.name == name)).scalar_one()


def test_areas_made_on_import_get_a_centre_and_an_outline(bare: City) -> None:
    few = around("WATTS NC", WATTS, 300, ENOUGH - 1)
    record_many([*around("HOLLYWOOD NC", HOLLYWOOD, 100), *around("VENICE NC", VENICE, 200), *few], bare)
    assert sketch_areas(bare) == Sketched(centred=2, outlined=2)
    assert (area("HOLLYWOOD NC").lat, area("HOLLYWOOD NC").lon) == HOLLYWOOD
    assert area("WATTS NC").lat is None
    shape = db.session.get_one(AreaShape, area("VENICE NC").id)
    assert shape.schematic and from_geojson(shape.geometry) is not None
    assert sketch_areas(bare) == Sketched(centred=0, outlined=0)


def test_one_wrong_place_does_not_drag_the_centre_away(bare: City) -> None:
    record_many([*around("VENICE NC", VENICE, 200), complaint(1, area="VENICE NC", lat=0.001, lon=0.001)], bare)
    sketch_areas(bare)
    assert (area("VENICE NC").lat, area("VENICE NC").lon) == VENICE


def test_tickets_stay_in_the_area_that_their_source_named_and_stubs_get_its_centre(bare: City) -> None:
    strayed = complaint(1, area="HOLLYWOOD NC", lat=VENICE[0], lon=VENICE[1])
    private = complaint(2, area="VENICE NC", lat=34.0, lon=-118.4, private=True)
    record_many([*around("HOLLYWOOD NC", HOLLYWOOD, 100), *around("VENICE NC", VENICE, 200), strayed, private], bare)
    sketch_areas(bare)
    tickets = {t.source_id: t for t in db.session.scalars(select(Ticket))}
    assert tickets["1"].area_id == area("HOLLYWOOD NC").id
    assert (tickets["2"].area_id, tickets["2"].lat, tickets["2"].lon) == (area("VENICE NC").id, *VENICE)


def test_a_larger_area_is_the_union_of_those_below_it_with_a_centre_inside(bare: City) -> None:
    two_levels = replace(bare, levels=("district", "council"))
    record_many([*around("HOLLYWOOD NC", HOLLYWOOD, 100), *around("VENICE NC", VENICE, 200)], two_levels)
    district = Area(code="cd-1", name="District 1", level="district")
    db.session.add(district)
    db.session.flush()
    for name in ("HOLLYWOOD NC", "VENICE NC"):
        db.session.execute(update(Area).where(Area.name == name).values(parent_id=district.id))
    db.session.commit()
    assert sketch_areas(two_levels) == Sketched(centred=2, outlined=3)
    below = [from_geojson(db.session.get_one(AreaShape, area(n).id).geometry) for n in ("HOLLYWOOD NC", "VENICE NC")]
    whole = from_geojson(db.session.get_one(AreaShape, area("District 1").id).geometry)
    assert whole is not None and whole.area == pytest.approx(sum(s.area for s in below if s is not None), rel=1e-3)
    assert whole.contains(shapely.Point(area("District 1").lon, area("District 1").lat))


def test_official_outlines_are_not_sketched_over(bare: City) -> None:
    record_many([*around("HOLLYWOOD NC", HOLLYWOOD, 100), *around("VENICE NC", VENICE, 200)], bare)
    sketch_areas(bare)
    drawn = schematic({"a": VENICE})["a"]
    load_areas([Feature(1, {"NAME": "Venice NC"}, drawn)])
    assert sketch_areas(bare) == Sketched(centred=0, outlined=0)
    assert not db.session.get_one(AreaShape, area("VENICE NC").id).schematic


def test_a_level_that_the_pack_describes_is_left_alone(city: City) -> None:
    record_many(around("31.74.01.1001", (-6.23, 106.85), 100), city)
    assert sketch_areas(city) == Sketched(centred=0, outlined=0)
