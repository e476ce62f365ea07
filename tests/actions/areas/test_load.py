"""Official outlines replace the schematic ones, and tickets follow to the areas they lie in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shapely
from flask import Flask
from sqlalchemy import func, select

from portal import clock
from portal.actions.areas import move_tickets
from portal.actions.areas.load import load_areas
from portal.actions.install import install
from portal.actions.intake.record import record, record_many
from portal.cities.polygons import Feature
from portal.cities.shapes import from_geojson
from portal.domain.city import City
from portal.domain.status import Refused
from portal.extensions import db
from portal.models import Area, AreaShape, Checkpoint, Ticket
from portal.queries.areas.find import find_areas
from tests.support.boundaries import needs_boundaries, official
from tests.support.complaints import complaint

WEST, EAST = "31.74.01.1002", "31.74.01.1001"  # Tebet Barat, Tebet Timur
SPLIT = 106.853  # the border between them, as these tests draw it: east of where the schematic one is
SPOT = (-6.235, 106.8527)  # west of SPLIT, in the schematic area of Tebet Timur


@pytest.fixture(autouse=True)
def installed(app: Flask, city: City) -> Iterator[None]:
    with app.app_context():
        install(city)
        yield


def boxes(**properties: str) -> list[Feature]:
    """Tebet Barat and Tebet Timur as two boxes; ``properties`` is what both features say besides their code."""
    west, east = shapely.box(106.845, -6.245, SPLIT, -6.225), shapely.box(SPLIT, -6.245, 106.86, -6.225)
    return [Feature(n, {"kode": c, **properties}, s) for n, (c, s) in enumerate([(WEST, west), (EAST, east)], 1)]


def area(code: str) -> Area:
    db.session.expire_all()
    return db.session.execute(select(Area).where(Area.code == code)).scalar_one()


def ticket(source_id: str = "1") -> Ticket:
    db.session.expire_all()
    return db.session.execute(select(Ticket).where(Ticket.source_id == source_id)).scalar_one()


def test_a_ticket_goes_to_the_area_that_the_official_outline_says(city: City) -> None:
    record(complaint(1, lat=SPOT[0], lon=SPOT[1]), city)
    assert ticket().area_id == area(EAST).id
    loaded = load_areas(boxes())
    assert (loaded.matched, loaded.level, loaded.by) == ((EAST, WEST), "kelurahan", "kode")
    assert (loaded.moved, loaded.placed, loaded.changed) == (1, 0, True)
    assert ticket().area_id == area(WEST).id
    assert (ticket().lat, ticket().lon) == SPOT


def test_a_stub_moves_with_its_true_point_and_shows_only_the_new_centre(city: City) -> None:
    record(complaint(1, lat=SPOT[0], lon=SPOT[1], private=True), city)
    loaded = load_areas(boxes())
    assert (loaded.moved, loaded.placed) == (1, 1)
    west = area(WEST)
    assert (ticket().area_id, ticket().lat, ticket().lon) == (west.id, west.lat, west.lon)
    assert (west.lat, west.lon) == (-6.235, 106.849)


def test_a_stub_without_a_point_follows_the_centre_of_its_area(city: City) -> None:
    record(complaint(1, lat=None, lon=None, area=WEST, private=True), city)
    load_areas(boxes())
    west = area(WEST)
    assert (ticket().area_id, ticket().lat, ticket().lon) == (west.id, west.lat, west.lon)


def test_a_point_outside_every_area_leaves_its_ticket_where_the_source_said(city: City) -> None:
    record(complaint(1, lat=-6.9, lon=107.6, area=WEST), city)
    loaded = load_areas(boxes())
    assert (loaded.moved, ticket().area_id) == (0, area(WEST).id)


def test_every_ticket_is_looked_at_however_many_batches_there_are(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(move_tickets, "BATCH", 3)
    record_many([complaint(n, lat=SPOT[0], lon=SPOT[1]) for n in range(1, 9)], city)
    told: list[tuple[int, int]] = []
    loaded = load_areas(boxes(), progress=lambda done, of: told.append((done, of)))
    assert loaded.moved == 8
    assert told == [(3, 8), (6, 8), (8, 8)]


def test_a_load_that_is_stopped_half_way_is_completed_by_loading_again(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(move_tickets, "BATCH", 3)
    record_many([complaint(n, lat=SPOT[0], lon=SPOT[1]) for n in range(1, 9)], city)
    db.session.add(Checkpoint(name="index", seq=8, at=clock.now()))
    db.session.commit()

    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_areas(boxes(), progress=stop)
    assert [ticket(str(n)).area_id == area(WEST).id for n in range(1, 9)] == [True] * 3 + [False] * 5
    assert db.session.get_one(Checkpoint, "index").seq == 0
    again = load_areas(boxes())
    assert (again.changed, again.moved) == (False, 5)


def test_loading_the_same_outlines_again_changes_nothing(city: City) -> None:
    record(complaint(1, lat=SPOT[0], lon=SPOT[1], private=True), city)
    load_areas(boxes())
    again = load_areas(boxes())
    assert (again.changed, again.moved, again.placed) == (False, 0, 0)


def test_installing_the_pack_again_keeps_official_outlines_and_centres(city: City) -> None:
    load_areas(boxes(), source="BIG")
    install(city)
    shape = db.session.get_one(AreaShape, area(WEST).id)
    assert (shape.schematic, shape.source, area(WEST).lon) == (False, "BIG", 106.849)


def test_centres_can_be_kept(city: City) -> None:
    before = (area(WEST).lat, area(WEST).lon)
    load_areas(boxes(), centres=False)
    assert (area(WEST).lat, area(WEST).lon) == before


def test_readings_that_know_areas_begin_anew_and_others_do_not(city: City) -> None:
    for name in ("index", "scorecards", "mail"):
        db.session.add(Checkpoint(name=name, seq=7, at=clock.now()))
    db.session.commit()
    load_areas(boxes())
    db.session.expire_all()
    rows = db.session.execute(select(Checkpoint.name, Checkpoint.seq).where(Checkpoint.name != "areas"))
    seqs = {row.name: row.seq for row in rows}
    assert seqs == {"index": 0, "scorecards": 0, "mail": 7}


def test_a_larger_area_is_redrawn_only_when_all_areas_below_it_are_official(city: City) -> None:
    loaded = load_areas(boxes())
    assert loaded.derived == () and len(loaded.missing) == 63
    assert db.session.get_one(AreaShape, area("31.74.01").id).schematic
    mampang = [a.code for a in city.areas.values() if a.parent == "31.74.03"]
    strips = [shapely.box(106.81 + n / 100, -6.27, 106.82 + n / 100, -6.24) for n in range(len(mampang))]
    pairs = enumerate(zip(mampang, strips, strict=True), 1)
    loaded = load_areas([Feature(n, {"kode": code}, shape) for n, (code, shape) in pairs])
    assert loaded.derived == ("31.74.03",)
    drawn = from_geojson(db.session.get_one(AreaShape, area("31.74.03").id).geometry)
    assert drawn is not None and drawn.area == pytest.approx(0.05 * 0.03, rel=1e-3)


def test_several_features_of_one_area_are_joined(city: City) -> None:
    parts = [shapely.box(106.845, -6.245, 106.85, -6.225), shapely.box(106.85, -6.245, 106.86, -6.225)]
    loaded = load_areas([Feature(n, {"kode": WEST}, part) for n, part in enumerate(parts, 1)])
    assert loaded.matched == (WEST,)
    drawn = from_geojson(db.session.get_one(AreaShape, area(WEST).id).geometry)
    assert drawn is not None and drawn.geom_type == "Polygon"


def test_outlines_of_another_city_are_refused_and_nothing_changes(city: City) -> None:
    before = db.session.execute(select(func.count()).where(AreaShape.schematic)).scalar_one()
    with pytest.raises(Refused, match="no_area"):
        load_areas([Feature(1, {"kode": "35.78.01", "nama": "Wonokromo"}, shapely.box(112, -8, 113, -7))])
    assert db.session.execute(select(func.count()).where(AreaShape.schematic)).scalar_one() == before


def test_outlines_with_swapped_axes_are_refused(city: City) -> None:
    swapped = shapely.box(-6.245, 80.0, -6.225, 80.1)
    with pytest.raises(Refused, match="elsewhere"):
        load_areas([Feature(1, {"kode": WEST}, swapped)])
    assert db.session.get_one(AreaShape, area(WEST).id).schematic


@needs_boundaries
def test_the_official_outlines_of_jakarta_selatan_replace_all_schematic_ones(city: City) -> None:
    loaded = load_areas(official(), source="BPS")
    assert (len(loaded.matched), len(loaded.derived), loaded.missing, loaded.unmatched) == (65, 10, (), ())
    assert db.session.execute(select(func.count()).where(AreaShape.schematic)).scalar_one() == 0
    codes = {row.id: row.code for row in db.session.execute(select(Area.id, Area.code))}
    inside = [feature.shape.representative_point() for feature in official()]
    found = find_areas(db.session(), [(point.y, point.x) for point in inside])
    assert [codes[id or 0] for id in found] == [feature.properties["kode"] for feature in official()]
