"""Streets lie within their kelurahan, and busy places on their streets."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from portal.demo.draw import area_weights
from portal.demo.places import SPOTS, Quarter, quarters, spots
from tests.demo.demo_year import town


@cache
def all_quarters() -> list[Quarter]:
    return quarters(town(), area_weights(town()))


def test_there_is_a_quarter_for_every_kelurahan_in_the_order_of_the_city() -> None:
    lowest = [area for area in town().areas.values() if area.level == town().levels[-1]]
    assert [(quarter.code, quarter.name) for quarter in all_quarters()] == [(area.code, area.name) for area in lowest]


def test_a_quarter_knows_its_kecamatan_and_its_agency() -> None:
    for quarter in all_quarters():
        parent = town().areas[quarter.code].parent or ""
        assert quarter.district == town().areas[parent].name
        assert quarter.agency in town().agencies


def test_every_street_is_a_line_near_the_middle_of_its_kelurahan() -> None:
    for quarter in all_quarters():
        area = town().areas[quarter.code]
        assert quarter.lines.shape == (len(quarter.streets), 4)
        middle = np.array([area.lat, area.lon, area.lat, area.lon], dtype=float)
        assert np.abs(quarter.lines - middle).max() < 0.03, quarter.name


def test_the_shares_of_streets_rise_to_one_and_the_first_is_the_busiest() -> None:
    for quarter in all_quarters():
        assert quarter.spread[-1] == pytest.approx(1.0)
        steps = np.diff(quarter.spread, prepend=0.0)
        assert (steps > 0).all() and steps[0] == steps.max()


def test_the_city_is_the_same_each_time_it_is_drawn() -> None:
    again = quarters(town(), area_weights(town()))
    assert all((one.lines == other.lines).all() for one, other in zip(all_quarters(), again, strict=True))


def test_places_of_an_issue_are_the_same_for_the_same_seed_only() -> None:
    quarter = all_quarters()[0]
    assert spots(quarter, 0, 3, 1) == spots(quarter, 0, 3, 1)
    assert spots(quarter, 0, 3, 1) != spots(quarter, 0, 3, 2)
    assert spots(quarter, 0, 3, 1) != spots(quarter, 0, 4, 1)


def test_a_place_lies_on_a_street_of_its_kelurahan_and_names_it() -> None:
    for index, quarter in enumerate(all_quarters()):
        found = spots(quarter, index, 0, 7)
        assert len(found) == SPOTS
        for place in found:
            assert quarter.streets[place.street] in place.text
            assert place.landmark in place.text
            assert 0 <= place.along < 1
            assert 1 <= place.lane[0] <= 15 and 1 <= place.lane[1] <= 10
