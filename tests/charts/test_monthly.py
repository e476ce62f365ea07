"""The monthly chart: months without gaps, bars true to their counts and inside of the plot, labels that fit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.charts.monthly import HEIGHT, LONGEST, MonthlyChart, monthly_chart
from portal.charts.scales import round_above

TODAY = date(2023, 12, 15)
MONTHS = st.dictionaries(
    st.dates(date(2015, 1, 1), date(2023, 12, 31)).map(lambda day: day.replace(day=1)),
    st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)),
    max_size=40,
)
Counts = dict[date, tuple[int, int]]


def chart(counts: Counts, height: int = HEIGHT) -> MonthlyChart:
    return monthly_chart(((month, *both) for month, both in counts.items()), TODAY, height=height)


def of(months: Iterable[tuple[int, int]], received: int = 1) -> MonthlyChart:
    """The chart of these (year, month), with so many received in each."""
    return chart({date(year, month, 1): (received, 0) for year, month in months})


@given(MONTHS)
def test_months_follow_each_other_and_keep_their_counts(counts: Counts) -> None:
    found = chart(counts)
    for earlier, later in pairwise(found.months):
        assert later.first - earlier.last == timedelta(days=1)
    for month in found.months:
        assert (month.received, month.resolved) == counts.get(month.first, (0, 0))
    assert sum(month.received for month in found.months) == sum(received for received, _ in counts.values())


@given(MONTHS, st.sampled_from([HEIGHT, 140]))
def test_bars_lie_inside_of_the_plot_and_never_overlap(counts: Counts, height: int) -> None:
    found = chart(counts, height)
    assert len(found.bars) <= LONGEST
    for bar in found.bars:
        assert 0 <= bar.top <= height
        assert 0 <= bar.line <= height
        assert 0 <= bar.left < bar.middle < bar.left + bar.width <= 100.1
    for bar, after in pairwise(found.bars):
        assert bar.left + bar.width < after.left


@given(MONTHS)
def test_a_higher_count_is_never_drawn_lower(counts: Counts) -> None:
    bars = sorted(chart(counts).bars, key=lambda bar: bar.month.received)
    assert [bar.top for bar in bars] == sorted((bar.top for bar in bars), reverse=True)


@given(MONTHS)
def test_the_upper_edge_is_a_round_number_that_holds_every_drawn_count(counts: Counts) -> None:
    found = chart(counts)
    assert found.most == round_above(max([1, *(max(b.month.received, b.month.resolved) for b in found.bars)]))


def test_a_month_without_tickets_is_there_with_nothing() -> None:
    found = chart({date(2023, 1, 1): (5, 1), date(2023, 3, 1): (10, 4)})
    assert [(m.first.month, m.received, m.resolved) for m in found.months] == [(1, 5, 1), (2, 0, 0), (3, 10, 4)]
    assert found.most == 10
    assert [bar.top for bar in found.bars] == [HEIGHT / 2, HEIGHT, 0]


def test_a_month_that_the_counts_cover_in_part_is_drawn_so_and_no_line_leads_to_it() -> None:
    counts = [(date(2023, month, 1), 9, 9) for month in range(1, 7)]
    counts += [(date(2023, 7, 1), 0, 5), (date(2023, 8, 1), 0, 2)]  # resolved later
    found = monthly_chart(counts, TODAY, (date(2023, 1, 26), date(2023, 6, 29)))
    assert [month.partial for month in found.months] == [True, *[False] * 4, True, False, False]
    assert not any(month.running for month in found.months)
    assert [(a.month.first.month, b.month.first.month) for a, b in found.segments] == [(2, 3), (3, 4), (4, 5), (7, 8)]
    assert found.latest is not None and found.latest.first.month == 5
    whole = monthly_chart(counts, TODAY, (date(2023, 1, 1), date(2023, 6, 30)))
    assert not any(month.partial for month in whole.months)


def test_the_order_in_which_months_come_does_not_matter() -> None:
    counts = [(date(2023, 3, 1), 10, 4), (date(2022, 11, 1), 5, 1)]
    assert monthly_chart(counts, TODAY) == monthly_chart(reversed(counts), TODAY)


def test_the_running_month_is_marked_and_the_line_ends_before_it() -> None:
    found = chart({date(2023, 10, 1): (5, 1), date(2023, 11, 1): (6, 1), date(2023, 12, 1): (2, 0)})
    assert [bar.month.running for bar in found.bars] == [False, False, True]
    assert found.latest == found.months[1]
    assert found.segments == [(found.bars[0], found.bars[1])]


def test_of_a_log_that_has_ended_no_month_is_running() -> None:
    found = of([(2022, 11), (2022, 12)])
    assert not any(month.running for month in found.months)


def test_the_latest_month_is_one_in_which_something_was_received() -> None:
    found = chart({date(2023, 9, 1): (5, 1), date(2023, 10, 1): (0, 4)})
    assert found.latest == found.months[0]
    assert found.any_resolved
    nothing_received = chart({date(2023, 9, 1): (0, 1), date(2023, 10, 1): (0, 4)})
    assert nothing_received.latest == nothing_received.months[-1]


def test_without_tickets_the_chart_is_empty() -> None:
    found = chart({date(2023, 1, 1): (0, 0)})
    assert (found.months, found.bars, found.most, found.latest, found.segments) == ((), (), 1, None, [])
    assert not found.any_resolved


def test_of_many_years_the_newest_months_are_drawn_and_all_are_listed() -> None:
    found = of([(2019, 1), (2023, 2)])
    assert (len(found.bars), len(found.months)) == (36, 50)
    assert [bar.month for bar in found.bars] == list(found.months[-36:])


def test_what_only_an_old_month_had_does_not_set_the_scale() -> None:
    assert chart({date(2019, 1, 1): (900, 0), date(2023, 2, 1): (3, 5)}).most == 5


def test_a_month_has_its_first_and_last_day() -> None:
    month = of([(2024, 2)]).months[0]
    assert (month.first, month.last) == (date(2024, 2, 1), date(2024, 2, 29))


@pytest.mark.parametrize(
    ("count", "narrow", "middling", "wide"),
    [(4, 4, 4, 4), (12, 6, 12, 12), (14, 7, 14, 14), (18, 1, 9, 18), (24, 2, 4, 8), (36, 3, 6, 12)],
)
def test_labels_thin_out_as_months_grow_and_widths_shrink(count: int, narrow: int, middling: int, wide: int) -> None:
    last = 2023 * 12 + 11
    bars = of((number // 12, number % 12 + 1) for number in range(last - count + 1, last + 1)).bars
    ranks = [bar.rank for bar in bars]
    assert [sum(rank <= width for rank in ranks) for width in (1, 2, 3)] == [narrow, middling, wide]
    assert all(bar.rank == 1 for bar in bars if bar.month.first.month == 1)


def test_half_of_the_scale_has_a_line_where_there_is_room() -> None:
    counts = {date(2023, 1, 1): (5, 1)}
    assert (chart(counts).halved, chart(counts, 140).halved) == (False, True)
