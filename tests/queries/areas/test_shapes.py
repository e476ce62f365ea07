"""The map of a level: light outlines with their facts, as GeoJSON and as paths of a drawing."""

from __future__ import annotations

import json
import re

import pytest
import shapely
from sqlalchemy.orm import Session

from portal.actions.areas.load import load_areas
from portal.cities.polygons import Feature
from portal.domain.city import City
from portal.queries.areas.shapes import WIDTH, Drawing, area_shapes, outlined_levels
from portal.queries.versioned_cache import VersionedCache
from tests.support.installed import install


@pytest.fixture(autouse=True)
def installed(session: Session, city: City) -> None:
    install(city)


@pytest.fixture
def cache() -> VersionedCache:
    return VersionedCache()


def test_every_kelurahan_is_drawn_within_the_drawing_with_its_facts(session: Session, cache: VersionedCache) -> None:
    drawn = area_shapes(session, cache, "kelurahan")
    assert len(drawn.outlines) == 65 and drawn.schematic
    tebet = next(o for o in drawn.outlines if o.code == "31.74.01.1001")
    assert (tebet.name, tebet.parent, tebet.population, tebet.year) == ("Tebet Timur", "31.74.01", 18969, 2010)
    for outline in drawn.outlines:
        assert re.fullmatch(r"(M\d+ \d+l-?\d+(?:[ -]\d+)*z)+", outline.path.replace(" -", "-")), outline.path
        assert 0 <= outline.label_x <= WIDTH and 0 <= outline.label_y <= Drawing(drawn.bounds).height
    assert sum(len(o.path) for o in drawn.outlines) < 20_000


def test_the_geojson_is_a_collection_with_codes_that_follow_rfc_7946(session: Session, cache: VersionedCache) -> None:
    parsed = json.loads("".join(area_shapes(session, cache, "kecamatan").geojson()))
    assert parsed["type"] == "FeatureCollection" and len(parsed["features"]) == 10
    first = parsed["features"][0]
    assert (first["id"], first["properties"]["name"], first["properties"]["schematic"]) == ("31.74.01", "Tebet", True)
    assert shapely.from_geojson(json.dumps(first["geometry"])).is_valid


def test_the_drawing_is_true_to_scale_and_north_is_up() -> None:
    drawing = Drawing((106.8, -6.3, 106.9, -6.2))
    assert drawing.spot(-6.2, 106.8) == (0.0, 0.0)
    assert drawing.spot(-6.3, 106.9) == (WIDTH, pytest.approx(drawing.height, abs=0.5))
    assert drawing.height == pytest.approx(WIDTH * 110_574 / 110_660, rel=2e-3)


def test_a_hole_in_an_area_is_a_second_ring_of_its_path() -> None:
    ring = shapely.box(0, 0, 1, 1).difference(shapely.box(0.4, 0.4, 0.6, 0.6))
    path = Drawing((0, 0, 1, 1)).path(ring)
    assert path.count("M") == 2 and path.count("z") == 2


def test_loaded_outlines_show_at_once_and_only_a_partly_schematic_map_says_schematic(
    session: Session, cache: VersionedCache
) -> None:
    before = area_shapes(session, cache, "kelurahan")
    assert area_shapes(session, cache, "kelurahan") is before
    load_areas([Feature(1, {"kode": "31.74.01.1001"}, shapely.box(106.85, -6.24, 106.86, -6.23))], source="BIG")
    after = area_shapes(session, cache, "kelurahan")
    tebet = next(o for o in after.outlines if o.code == "31.74.01.1001")
    assert not tebet.schematic and after.schematic and after.sources == ("BIG",)
    assert "106.85" in tebet.geometry


def test_levels_without_outlines_have_an_empty_map(session: Session, cache: VersionedCache) -> None:
    assert outlined_levels(session) == {"kecamatan", "kelurahan"}
    empty = area_shapes(session, cache, "rw")
    assert (empty.outlines, empty.bounds, empty.sources, empty.schematic) == ((), None, (), False)
    assert json.loads("".join(empty.geojson())) == {"type": "FeatureCollection", "features": []}
