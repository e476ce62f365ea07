"""The curve of the resolved: what is drawn stands where its number says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.charts.resolution_curve import resolution_curve
from portal.domain.time_to_event import STEPS
from tests.domain.test_scorecard import card, done


def test_the_curve_climbs_to_what_the_figures_say() -> None:
    waits = card(*[done(n) for n in range(1, 41)], on_day=200).resolution
    found = resolution_curve(waits, height=100.0)
    assert found is not None
    tops = [float(point.split(",")[1]) for point in found.line.split(" ")]
    assert tops == sorted(tops, reverse=True)
    assert [m.days for m in found.marks] == [1, 3, 7, 30, 90]
    assert [m.y for m in found.marks] == [round(100 - 100 * n / 40, 1) for n in (1, 3, 7, 30, 40)]
    assert len(found.band.split(" ")) == 2 * len(tops)
    assert len(tops) <= len(STEPS)


def test_of_a_short_period_the_published_shares_are_drawn_each_with_its_interval() -> None:
    kept = replace(card(*[done(n) for n in range(1, 41)], on_day=200).resolution, steps=())
    found = resolution_curve(kept, height=100.0)
    assert found is not None
    assert found.band == ""
    assert found.line == " ".join(f"{m.x:g},{m.y:g}" for m in found.marks)
    assert [m.days for m in found.marks] == [1, 3, 7, 30, 90]
    assert all(0 <= m.top <= m.y <= m.bottom <= 100 for m in found.marks)


def test_too_few_tickets_of_a_short_period_are_not_drawn() -> None:
    assert resolution_curve(replace(card(*[done(n) for n in range(1, 30)], on_day=200).resolution, steps=())) is None


def test_nothing_is_drawn_of_no_tickets() -> None:
    assert resolution_curve(card().resolution) is None


@given(st.lists(st.floats(0.01, 150), min_size=2, max_size=60), st.integers(1, 300))
def test_all_that_is_drawn_lies_inside_of_the_plot(days: list[float], on_day: int) -> None:
    found = resolution_curve(card(*[done(day) for day in days], on_day=on_day).resolution, height=100.0)
    if found is None:
        return
    for x, y in points(found.line) + points(found.band):
        assert 0 <= x <= 100
        assert 0 <= y <= 100
    for mark in found.marks:
        assert 0 <= mark.x <= 100
        assert 0 <= mark.top <= mark.y <= mark.bottom <= 100


@given(st.lists(st.floats(1, 150), min_size=2, max_size=60))
def test_the_line_lies_within_its_band(days: list[float]) -> None:
    found = resolution_curve(card(*[done(day) for day in days], on_day=200).resolution, height=100.0)
    assert found is not None
    band, line = points(found.band), points(found.line)
    upper, lower = band[: len(line)], band[: len(line) - 1 : -1]
    for (x, top), (across, y), (x_below, bottom) in zip(upper, line, lower, strict=True):
        assert x == across == x_below
        assert bottom >= y >= top or top >= y >= bottom


def test_what_is_too_young_to_be_published_has_no_mark() -> None:
    found = resolution_curve(card(*[done(n / 10) for n in range(1, 41)], on_day=8).resolution)
    assert found is not None
    assert [mark.days for mark in found.marks] == [1, 3, 7]


def test_equal_ratios_of_time_are_equal_distances() -> None:
    found = resolution_curve(card(*[done(n) for n in range(1, 41)], on_day=200).resolution)
    assert found is not None
    at = {mark.days: mark.x for mark in found.marks}
    assert at[90] - at[30] == pytest.approx(at[3] - at[1], abs=0.02)


def points(written: str) -> list[tuple[float, float]]:
    """The points of an SVG line or polygon."""
    pairs = [pair.split(",") for pair in written.split()]
    return [(float(x), float(y)) for x, y in pairs]
