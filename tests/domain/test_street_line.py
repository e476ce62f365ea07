"""A street is drawn only where its reports lie along a line."""

from __future__ import annotations

import numpy as np

from portal.domain.street_line import Line, distances, line_along, metres

LAT, LON = -6.26, 106.81
METRE = 1 / 110_574


def places(east: list[float], north: list[float]) -> list[tuple[float, float]]:
    return [(LAT + n * METRE, LON + e * METRE * 1.006) for e, n in zip(east, north, strict=True)]


def off(given: list[tuple[float, float]], line: Line) -> float:
    """How far the places lie from the line, at most, in metres."""
    return float(distances(metres(np.array(given), LAT), metres(np.array(line), LAT))[0].max())


def test_a_line_is_drawn_where_places_lie_along_one_and_nowhere_else() -> None:
    generator = np.random.default_rng(5)
    east = np.linspace(0, 900, 40)
    blur = generator.normal(0, 10, 40)
    straight = places(list(east), list(0.4 * east + blur))
    curve = places(list(east), list(250 * np.sin(east / 300) + blur))
    cloud = places(list(generator.uniform(0, 600, 40)), list(generator.uniform(0, 600, 40)))
    spot = places(list(generator.normal(0, 12, 40)), list(generator.normal(0, 12, 40)))
    two_ends = places([*east[:6] / 9, *(2_500 + east[:6] / 9)], [*blur[:6], *(900 - east[:6])])
    assert len(line_along(straight)) == 2
    assert len(line_along(curve)) > 2
    assert off(straight, line_along(straight)) < 40 and off(curve, line_along(curve)) < 60
    for nothing in (cloud, spot, two_ends, straight[:4], straight[:1] * 30, []):
        assert line_along(nothing) == ()


def test_a_place_that_lies_far_off_bends_no_line_and_few_of_them_forbid_none() -> None:
    along = places([float(e) for e in range(0, 800, 20)], [0.0] * 40)
    home = places([400.0, 420.0], [900.0, -700.0])
    line = line_along([*along, *home])
    assert len(line) == 2 and off(along, line) < 25
    many = places([400.0 + n for n in range(12)], [900.0] * 12)
    assert line_along([*along, *many]) == ()


def test_the_order_of_the_places_changes_nothing() -> None:
    along = places([float(e) for e in range(0, 800, 20)], [0.3 * e for e in range(0, 800, 20)])
    assert line_along(along) == line_along(along[::-1])
