"""Charts are geometry: what is drawn stands where its number says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.charts.scorecard import Dot, bands, bars, dot, nice, stacked, wait_scale
from portal.domain.figure import Figure, Why, nothing
from portal.domain.period_scorecard import MonthFlow
from portal.domain.transitions import Closing
from tests.domain.test_scorecard import DAY

HOUR = 3600


def test_a_scale_is_logarithmic_and_holds_every_interval() -> None:
    figures = [Figure(2 * DAY, DAY, 3 * DAY, 50), Figure(10 * DAY, 9 * DAY, 120 * DAY, 50)]
    scale = wait_scale(figures)
    assert scale.longest >= 120 * DAY
    day, week, month = (scale.x(d * DAY) for d in (1, 7, 49))
    assert week - day == pytest.approx(month - week, abs=0.02)  # equal ratios, equal distances
    assert [t.seconds for t in scale.ticks if t.rank == 1] == [DAY, 7 * DAY, 30 * DAY, 365 * DAY]


def test_a_scale_reaches_down_to_minutes_when_a_figure_does() -> None:
    scale = wait_scale([Figure(300.0, 240.0, 360.0, 50)])
    assert scale.shortest < 240
    assert scale.x(300) > scale.x(240) > 0


def test_an_interval_without_an_upper_end_runs_off_the_edge() -> None:
    scale = wait_scale([])
    found = dot(Figure(2.0 * DAY, DAY, None, 40), scale)
    assert (found.right, found.open) == (100.0, True)
    unreached = dot(nothing(Why.NOT_REACHED, 40, low=9.0 * DAY), scale)
    assert (unreached.x, unreached.left, unreached.open) == (None, scale.x(9 * DAY), True)
    assert dot(nothing(Why.EMPTY, 0), scale) == Dot(None, None, None, False)


@given(st.lists(st.tuples(st.floats(1, 4e8), st.floats(0, 1), st.floats(1, 5)), max_size=9))
def test_dots_stand_within_their_intervals_and_within_the_drawing(made: list[tuple[float, float, float]]) -> None:
    figures = [Figure(v, v * down, v * up, 40) for v, down, up in made]
    scale = wait_scale(figures)
    for figure in figures:
        found = dot(figure, scale)
        assert found.x is not None and found.left is not None and found.right is not None
        assert 0 <= found.left <= found.x <= found.right <= 100


def test_bars_rise_from_zero_to_a_round_number() -> None:
    found = bars([MonthFlow("2023-01", 80, 40), MonthFlow("2023-02", 0, 100)], height=100.0)
    assert found.most == 100
    assert [(b.top, b.line) for b in found.bars] == [(20.0, 60.0), (100.0, 0.0)]
    assert found.bars[0].left + found.bars[0].width < found.bars[1].left


def test_of_a_year_six_months_at_most_are_labelled_on_a_phone() -> None:
    found = bars([MonthFlow(f"2023-{n:02}", n, n) for n in range(1, 13)])
    assert [b.rank for b in found.bars].count(1) == 6
    assert found.bars[-1].rank == 1


def test_of_many_years_the_newest_months_are_drawn_and_each_january_is_labelled() -> None:
    found = bars([MonthFlow(f"{2019 + n // 12}-{n % 12 + 1:02}", n, n) for n in range(50)])
    assert (len(found.bars), found.left_out) == (36, 14)
    assert [b.month.key for b in found.bars if b.rank == 1] == ["2021-01", "2022-01", "2023-01"]


def test_only_the_month_that_is_not_over_is_marked_as_running() -> None:
    months = [MonthFlow("2023-01", 5, 5), MonthFlow("2023-02", 2, 1)]
    assert [b.running for b in bars(months, running="2023-02").bars] == [False, True]
    assert not any(b.running for b in bars(months, running="2026-11").bars)


def test_a_city_without_months_has_an_empty_chart() -> None:
    assert (bars([]).bars, bars([]).most) == ((), 1)


@given(st.integers(1, 10**7))
def test_the_upper_edge_is_round_and_not_far_above(most: int) -> None:
    assert most <= nice(most) <= max(2.5 * most, 1)


def test_parts_of_a_whole_bar_touch_and_fill_it() -> None:
    found = stacked([(Closing.RESOLVED, 6), (Closing.REJECTED, 0), (Closing.TIMED_OUT, 1), (None, 3)])
    assert [(s.reason, s.left, s.width) for s in found] == [
        (Closing.RESOLVED, 0.0, 60.0),
        (Closing.TIMED_OUT, 60.0, 10.0),
        (None, 70.0, 30.0),
    ]
    assert stacked([(None, 0)]) == ()


def test_bands_share_one_scale() -> None:
    found = bands((10, 20, 5, 0), (7, 30, 90))
    assert [(b.over, b.under, b.width) for b in found] == [
        (0, 7, 50.0),
        (7, 30, 100.0),
        (30, 90, 25.0),
        (90, None, 0.0),
    ]
