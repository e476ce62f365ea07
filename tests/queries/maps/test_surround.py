"""The frame around what was found, and steps from one frame to the next."""

from __future__ import annotations

import pytest

from portal.domain.lens import Box
from portal.queries.maps.surround import scaled, shifted, surround, with_room
from portal.search.engine import Cell, Grid

BOX = Box(106.8, -6.3, 106.9, -6.2)


def test_a_surrounding_box_leaves_out_the_few_that_lie_far_away() -> None:
    city = [Cell(-6.3 + n / 1000, 106.8, 100) for n in range(10)]
    found = surround(Grid(0.01, (*city, Cell(0.0, 0.0, 2))))
    assert found is not None
    assert (found.west, found.south) == pytest.approx((106.795, -6.305))
    assert (found.east, found.north) == pytest.approx((106.805, -6.286))
    assert surround(Grid(0.01)) is None


def test_what_is_framed_has_room_around_it_and_a_single_place_its_surroundings() -> None:
    assert with_room(BOX).west == pytest.approx(106.792)
    spot = with_room(Box(106.8, -6.3, 106.8001, -6.2999))
    assert spot.east - spot.west == pytest.approx(0.004) and spot.north - spot.south == pytest.approx(0.004)


def test_steps_keep_the_form_of_a_frame_and_stay_in_the_world() -> None:
    near = scaled(BOX, 0.5)
    assert (near.west, near.north) == pytest.approx((106.825, -6.225))
    assert scaled(BOX, 0.5, -6.3, 106.8).east == pytest.approx(106.825)
    assert shifted(BOX, 0.5, -0.5).south == pytest.approx(-6.35)
    assert scaled(BOX, 10_000) == Box(-180.0, -90.0, 180.0, 90.0)
