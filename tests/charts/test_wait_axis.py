"""The axis of waiting times: logarithmic, wide enough for every interval, with labels that fit."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.charts.wait_axis import TICKS, Dot, WaitAxis, wait_axis
from portal.domain.figure import Figure, Why, nothing
from portal.domain.time_to_event import DAY

HOUR = 3600
FIGURES = st.lists(
    st.tuples(st.floats(1, 4e8), st.floats(0, 1), st.floats(1, 5)).map(
        lambda made: Figure(made[0], made[0] * made[1], made[0] * made[2], 40)
    ),
    max_size=9,
)


def test_equal_ratios_of_time_are_equal_distances() -> None:
    axis = wait_axis([Figure(2 * DAY, DAY, 3 * DAY, 50), Figure(10 * DAY, 9 * DAY, 120 * DAY, 50)])
    assert axis.longest >= 120 * DAY
    day, week, seven_weeks = (axis.x(days * DAY) for days in (1, 7, 49))
    assert week - day == pytest.approx(seven_weeks - week, abs=0.02)


def test_an_axis_without_figures_goes_from_six_hours_to_a_month() -> None:
    axis = wait_axis([])
    assert (axis.shortest, axis.longest) == (pytest.approx(6 * HOUR * 0.8), pytest.approx(30 * DAY * 1.1))


def test_an_axis_reaches_down_to_minutes_when_a_figure_does() -> None:
    axis = wait_axis([Figure(300.0, 240.0, 360.0, 50)])
    assert axis.shortest < 240
    assert axis.x(300) > axis.x(240) > 0


def test_a_figure_without_a_value_does_not_stretch_the_axis() -> None:
    assert wait_axis([nothing(Why.EMPTY, 0)]) == wait_axis([])


@given(FIGURES)
def test_dots_lie_within_their_intervals_and_within_the_chart(figures: list[Figure]) -> None:
    axis = wait_axis(figures)
    for figure in figures:
        found = axis.dot(figure)
        assert found.x is not None and found.left is not None and found.right is not None
        assert 0 <= found.left <= found.x <= found.right <= 100


@given(FIGURES, st.floats(1, 1e9), st.floats(1, 1e9))
def test_a_longer_time_is_never_further_left(figures: list[Figure], one: float, other: float) -> None:
    axis = wait_axis(figures)
    assert axis.x(min(one, other)) <= axis.x(max(one, other))


@given(FIGURES)
def test_labels_lie_in_order_and_far_enough_apart_to_be_read(figures: list[Figure]) -> None:
    axis = wait_axis(figures)
    ticks = axis.ticks
    assert [tick.seconds for tick in ticks] == [t for t in TICKS if axis.shortest <= t <= axis.longest]
    assert all(0 <= tick.x <= 100 for tick in ticks)
    assert all(later.x - earlier.x > 3 for earlier, later in pairwise(ticks))


def test_on_a_narrow_width_days_weeks_months_and_years_are_labelled() -> None:
    axis = WaitAxis(HOUR, 400 * DAY)
    assert [tick.seconds for tick in axis.ticks if tick.rank == 1] == [DAY, 7 * DAY, 30 * DAY, 365 * DAY]
    assert {tick.rank for tick in axis.ticks} == {1, 2}


def test_what_lies_outside_of_the_axis_is_drawn_at_its_end() -> None:
    axis = WaitAxis(HOUR, DAY, margin=3.0)
    assert (axis.x(1), axis.x(HOUR), axis.x(DAY), axis.x(99 * DAY)) == (3.0, 3.0, 97.0, 97.0)


def test_an_interval_without_an_upper_end_runs_off_the_edge() -> None:
    axis = wait_axis([])
    found = axis.dot(Figure(2.0 * DAY, DAY, None, 40))
    assert (found.right, found.open) == (100.0, True)
    not_reached = axis.dot(nothing(Why.NOT_REACHED, 40, low=9.0 * DAY))
    assert (not_reached.x, not_reached.left, not_reached.open) == (None, axis.x(9 * DAY), True)


def test_of_an_empty_figure_nothing_is_drawn() -> None:
    assert wait_axis([]).dot(nothing(Why.EMPTY, 0)) == Dot(None, None, None, False)
