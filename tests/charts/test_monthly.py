"""The trend's drawing: months without gaps, heights true to their counts, each month a narrower filter."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from portal.charts.monthly import HEIGHT, LONGEST, trend

TODAY = date(2023, 12, 15)
MONTHS = st.dictionaries(
    st.tuples(st.integers(2015, 2023), st.integers(1, 12)).map(lambda m: m[0] * 100 + m[1]),
    st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)),
    max_size=40,
)


@given(MONTHS)
def test_months_follow_each_other_and_fit_the_drawing(counts: dict[int, tuple[int, int]]) -> None:
    found = trend(((month, *both) for month, both in counts.items()), TODAY)
    assert len(found.points) <= LONGEST
    for earlier, later in zip(found.points, found.points[1:], strict=False):
        assert (later.first - earlier.last).days == 1
    for point in found.points:
        assert 0 <= point.bar_top <= HEIGHT
        assert 0 <= point.line_y <= HEIGHT
        assert point.left + point.width <= 100.1
        assert (point.received, point.resolved) == counts.get(point.first.year * 100 + point.first.month, (0, 0))


def test_a_month_without_tickets_is_there_with_nothing() -> None:
    found = trend([(202301, 5, 1), (202303, 10, 4)], TODAY)
    assert [(p.first.month, p.received, p.resolved) for p in found.points] == [(1, 5, 1), (2, 0, 0), (3, 10, 4)]
    assert found.top == 10
    assert found.points[0].bar_top == HEIGHT / 2


def test_the_month_that_still_runs_is_told_apart_and_not_joined() -> None:
    found = trend([(202310, 5, 1), (202311, 5, 1), (202312, 2, 0)], TODAY)
    assert [p.running for p in found.points] == [False, False, True]
    assert found.latest is found.points[1]
    assert len(found.segments) == 1


def test_a_month_has_its_first_and_last_day() -> None:
    point = trend([(202402, 5, 1)], TODAY).points[0]
    assert (point.first, point.last) == (date(2024, 2, 1), date(2024, 2, 29))


def test_labels_thin_out_but_january_stays() -> None:
    two_years = trend([(202201, 1, 0), (202312, 1, 0)], TODAY)
    always = [p.first for p in two_years.points if p.rank == 1]
    assert always == [date(2022, 1, 1), date(2023, 1, 1)]
