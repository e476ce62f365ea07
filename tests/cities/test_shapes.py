"""Areas have outlines that cover their city once, whether official or schematic."""

from __future__ import annotations

import itertools
import json

import pytest
import shapely

from portal.cities import shapes
from portal.domain.city import City
from tests.support.boundaries import needs_boundaries, official

SQUARE = shapely.box(106.8, -6.3, 106.81, -6.29)


def centres(city: City) -> dict[str, tuple[float, float]]:
    return {a.code: (a.lat or 0, a.lon or 0) for a in city.areas.values() if a.level == "kelurahan"}


def test_schematic_areas_contain_their_centres_and_do_not_overlap(city: City) -> None:
    cells = shapes.schematic(centres(city), city.bounds)
    assert cells.keys() == centres(city).keys()
    for code, (lat, lon) in centres(city).items():
        assert cells[code].contains(shapely.Point(lon, lat))
    overlap = sum(a.intersection(b).area for a, b in itertools.combinations(cells.values(), 2))
    assert overlap < 1e-9
    assert city.bounds is not None
    assert shapely.box(*city.bounds).buffer(1e-9).contains(shapely.union_all(list(cells.values())))


@needs_boundaries
def test_three_quarters_of_the_real_city_lie_in_the_right_schematic_area(city: City) -> None:
    cells = shapes.schematic(centres(city), city.bounds)
    real = {feature.properties["kode"]: feature.shape for feature in official()}
    right = sum(real[code].intersection(cells[code]).area for code in cells)
    assert right / sum(shape.area for shape in real.values()) > 0.75


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_handful_of_centres_still_has_outlines(count: int) -> None:
    cells = shapes.schematic({n: (-6.2 - n / 100, 106.8 + n * n / 100) for n in range(count)})
    assert all(cell.is_valid and cell.area > 0 for cell in cells.values())


def test_areas_with_one_centre_share_an_outline_instead_of_failing() -> None:
    cells = shapes.schematic({"a": (-6.2, 106.8), "b": (-6.2, 106.8), "c": (-6.3, 106.9)})
    assert cells["a"].equals(cells["b"]) and not cells["a"].equals(cells["c"])


def test_centres_outside_the_bounds_keep_an_outline() -> None:
    cells = shapes.schematic({"a": (-6.2, 106.8), "b": (-6.25, 106.85)}, (0.0, 0.0, 1.0, 1.0))
    assert all(cell.area > 0 for cell in cells.values())


def test_simplified_neighbours_keep_one_border() -> None:
    border = [(106.8 + 0.0001 * (n % 3), -6.3 + n * 0.001) for n in range(40)]
    left = shapely.Polygon([(106.7, -6.3), *border, (106.7, border[-1][1])])
    right = shapely.Polygon([(106.9, -6.3), *border, (106.9, border[-1][1])])
    a, b = shapes.simplified([left, right], 100)
    assert len(shapely.get_coordinates(a)) < len(shapely.get_coordinates(left)) / 2
    assert a.intersection(b).area < 1e-12
    assert shapely.union_all([a, b]).area == pytest.approx(shapely.union_all([left, right]).area, rel=1e-3)


def test_a_union_has_no_slivers_where_neighbours_do_not_quite_meet() -> None:
    beside = shapely.box(106.810001, -6.3, 106.82, -6.29)
    joined = shapes.union([SQUARE, beside])
    assert joined.geom_type == "Polygon" and not joined.interiors


def test_a_label_stands_inside_an_area_that_bends_around_its_centroid() -> None:
    bent = shapely.box(0, 0, 10, 10).difference(shapely.box(2, 2, 10, 8))
    lat, lon = shapes.label_point(bent)
    assert not bent.contains(bent.centroid) and bent.contains(shapely.Point(lon, lat))


def test_an_outline_that_crosses_itself_becomes_an_area() -> None:
    bow_tie = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
    tidied = shapes.tidy(bow_tie)
    assert tidied.is_valid and tidied.area == pytest.approx(0.5)


def test_geojson_keeps_five_decimals_and_can_be_read_again() -> None:
    text = shapes.to_geojson(shapely.box(106.123456789, -6.3, 106.2, -6.2))
    assert "106.12346" in text and "106.123457" not in text
    assert json.loads(text)["type"] == "Polygon"
    again = shapes.from_geojson(text)
    assert again is not None and again.equals_exact(shapely.box(106.12346, -6.3, 106.2, -6.2), 1e-9)
    assert shapes.from_geojson("{}") is None
