"""Squares of the map: a coarser one holds the finer ones, and each is where its tickets are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search import cells

LAT = st.floats(-85, 85)
LON = st.floats(-180, 179.9999)


@given(LAT, LON, st.integers(0, 18))
def test_a_point_lies_in_its_cell(lat: float, lon: float, zoom: int) -> None:
    level = cells.level_at(zoom)
    middle_lat, middle_lon = cells.centre(cells.number(lat, lon) // cells.span(level), level)
    width = cells.degrees(level)
    assert abs(lon - middle_lon) <= width / 2 + 1e-5
    assert abs(lat - middle_lat) <= width / 2 + 1e-5  # never taller in degrees than wide


@given(LAT, LON, st.integers(1, cells.FINEST))
def test_a_coarser_cell_holds_the_finer_one(lat: float, lon: float, level: int) -> None:
    middle = cells.centre(cells.number(lat, lon) // cells.span(level), level)
    above = cells.span(level - 1)
    assert cells.number(lat, lon) // above == cells.number(*middle) // above


@pytest.mark.parametrize("point", [(90, 180), (-90, -180), (90, -180), (-90, 180), (0, 0)])
def test_the_ends_of_the_world_have_cells(point: tuple[float, float]) -> None:
    assert 0 <= cells.number(*point) < 4**cells.FINEST


def test_cells_are_64_pixels_wide_at_every_zoom_of_a_city() -> None:
    for zoom in range(3, 19):
        pixels = cells.degrees(cells.level_at(zoom)) / 360 * 256 * 2**zoom
        assert pixels == 64
