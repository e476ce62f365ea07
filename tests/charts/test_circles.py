"""Circles of the map: no count is lost, none touch, and each stands in the middle of what it counts."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from portal.charts.circles import LARGEST, circles

PLACES = st.lists(st.tuples(st.floats(-60, 60), st.floats(-170, 170), st.integers(1, 5000)), max_size=40)
CLOSE = st.lists(st.tuples(st.floats(-6.4, -6.2), st.floats(106.7, 106.9), st.integers(1, 5000)), max_size=60)


def pixels(lat: float, lon: float, zoom: int) -> tuple[float, float]:
    scale = 256 * 2**zoom
    sine = math.sin(math.radians(lat))
    return (lon + 180) / 360 * scale, (0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)) * scale


@given(st.one_of(PLACES, CLOSE), st.integers(0, 18))
def test_no_ticket_is_lost_and_no_two_circles_touch(places: list[tuple[float, float, int]], zoom: int) -> None:
    found = circles(places, zoom)
    assert sum(circle.count for circle in found) == sum(count for _, _, count in places)
    at = [(*pixels(circle.lat, circle.lon, zoom), circle.radius) for circle in found]
    for place, (x, y, radius) in enumerate(at):
        for x2, y2, radius2 in at[:place]:
            assert math.hypot(x - x2, y - y2) > radius + radius2 - 1
            assert max(abs(x - x2), abs(y - y2)) > max(radius, radius2) + 11, "a finger's square around each middle"


@given(CLOSE.filter(bool))
def test_one_circle_for_all_stands_in_their_middle(places: list[tuple[float, float, int]]) -> None:
    (only,) = circles(places, 0)
    total = sum(count for _, _, count in places)
    assert (
        only.lon == math.fsum(lon * count for _, lon, count in places) / total
        or abs(only.lon - math.fsum(lon * count for _, lon, count in places) / total) < 1e-5
    )
    assert only.radius == LARGEST


def test_the_area_of_a_circle_is_its_count() -> None:
    large, small = circles([(0.0, 0.0, 4000), (40.0, 90.0, 2560)], 8)
    assert math.isclose((large.radius / small.radius) ** 2, 4000 / 2560, rel_tol=0.01)


def test_nothing_gives_no_circles() -> None:
    assert circles([], 11) == []


@given(CLOSE, st.integers(0, 18))
def test_the_largest_comes_first_and_no_circle_is_larger_than_the_limit(
    places: list[tuple[float, float, int]], zoom: int
) -> None:
    found = circles(places, zoom)
    assert [circle.count for circle in found] == sorted((circle.count for circle in found), reverse=True)
    assert all(12 <= circle.radius <= LARGEST for circle in found)


@given(CLOSE.filter(bool), st.integers(0, 18))
def test_circles_lie_among_the_places_that_they_count(places: list[tuple[float, float, int]], zoom: int) -> None:
    lats, lons = [lat for lat, _, _ in places], [lon for _, lon, _ in places]
    for circle in circles(places, zoom):
        assert min(lats) - 1e-5 <= circle.lat <= max(lats) + 1e-5
        assert min(lons) - 1e-5 <= circle.lon <= max(lons) + 1e-5


def test_places_far_apart_have_circles_of_their_own_and_near_ones_share_one() -> None:
    far, near = [(-6.2, 106.7, 10), (-6.3, 106.9, 10)], [(-6.2, 106.7, 10), (-6.2001, 106.7001, 10)]
    assert len(circles(far, 12)) == 2
    assert len(circles(near, 12)) == 1
    assert len(circles(far, 5)) == 1  # at a smaller zoom they are near


def test_a_circle_is_never_too_small_for_its_number() -> None:
    _, thousand, hundred, one = circles(
        [(0.0, 0.0, 10**7), (40.0, 90.0, 1000), (40.0, -90.0, 100), (-40.0, 90.0, 1)], 8
    )
    assert [thousand.radius, hundred.radius, one.radius] == [17.0, 14.0, 12.0]


def test_what_counts_next_to_nothing_beside_a_circle_is_taken_in_from_further_off() -> None:
    """So that names find room; beside its like it stays."""
    apart = 50 * 360 / (256 * 2**12)  # 50 pixels
    assert len(circles([(0.0, 0.0, 1000), (0.0, apart, 10)], 12)) == 1
    assert len(circles([(0.0, 0.0, 1000), (0.0, apart, 900)], 12)) == 2
