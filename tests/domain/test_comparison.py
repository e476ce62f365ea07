"""What may be said of small invented groups: a difference that holds, one that does not, nobody to compare with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from portal.domain.comparison import Comparison, Measure, Side, Verdict, compare
from portal.domain.figure import Figure, Why, nothing, wilson
from portal.domain.survival import curve, quantile

DAY = 86_400
TARGET = 7 * DAY


def waited(days: Sequence[float]) -> Figure:
    """The median of reports that were all resolved after so many days."""
    lengths = np.array([int(d * DAY) for d in days], dtype=np.int64)
    return quantile(curve(lengths, np.ones(len(lengths), dtype=np.bool_)), 0.5)


def around(days: float, n: int) -> Figure:
    """Of ``n`` reports whose waits lie evenly from half of so many days to one and a half."""
    return waited([days * (0.5 + place / (n - 1)) for place in range(n)])


def shares(kept: Mapping[str, tuple[int, int]]) -> Comparison:
    figures = {key: wilson(k, n) for key, (k, n) in kept.items()}
    return compare(figures, {key: n for key, (_, n) in kept.items()}, Measure.ON_TIME, TARGET)


def medians(**figures: Figure) -> Comparison:
    return compare(figures, {key: figure.n for key, figure in figures.items()}, Measure.MEDIAN, TARGET)


def test_one_that_is_slower_than_each_other_is_named() -> None:
    found = medians(slow=around(20, 100), quick=around(2, 100), middle=around(6, 100))
    assert (found.verdict, found.slow, found.different, found.pairs) == (Verdict.SLOWEST, ("slow",), 3, 3)
    assert [row.key for row in found.rows] == ["slow", "middle", "quick"]
    assert [row.side for row in found.rows] == [Side.SLOWER, Side.NEITHER, Side.NEITHER], "only beyond the target"
    assert found.reference == TARGET


def test_a_difference_that_chance_explains_is_none() -> None:
    found = shares({"a": (60, 100), "b": (66, 100)})
    assert (found.verdict, found.different) == (Verdict.ALIKE, 0)
    assert [(row.key, row.alike) for row in found.rows] == [("a", ("b",)), ("b", ("a",))]
    assert {row.side for row in found.rows} == {Side.NEITHER}


def test_the_slowest_may_be_one_of_several() -> None:
    found = shares({"a": (40, 100), "b": (44, 100), "c": (90, 100)})
    assert (found.verdict, found.slow) == (Verdict.AMONG, ("a", "b"))
    assert (found.different, found.pairs) == (2, 3)
    assert found.reference == pytest.approx(174 / 300)
    assert [row.side for row in found.rows] == [Side.SLOWER, Side.SLOWER, Side.FASTER]


def test_one_of_most_is_nobody() -> None:
    """Of ten one is clearly better: that the slowest is one of the nine others says nothing."""
    found = shares({"good": (95, 100), **{f"{n}": (50, 100) for n in range(9)}})
    assert (found.verdict, found.different) == (Verdict.ALIKE, 9)


def test_what_chance_makes_of_many_is_no_difference() -> None:
    """Two whose intervals just do not touch differ; among forty such a pair is to be expected."""
    pair = {"low": (400, 1000), "high": (488, 1000)}
    assert shares(pair).verdict is Verdict.SLOWEST
    many = shares({**pair, **{f"middle {n}": (445, 1000) for n in range(38)}})
    assert (many.verdict, many.different) == (Verdict.ALIKE, 0)


@pytest.mark.parametrize(
    ("tickets", "verdict"),
    [
        ((1016, 28, 7), Verdict.ALONE),  # nobody else has 30
        ((1000, 60), Verdict.ALONE),  # 94 %
        ((500, 60), Verdict.ALIKE),  # 89 %
        ((40,), Verdict.ALONE),
        ((29, 29), Verdict.FEW),
        ((0,), Verdict.NONE),
        ((), Verdict.NONE),
    ],
)
def test_where_nobody_can_be_compared_with_the_reason_is_said(tickets: tuple[int, ...], verdict: Verdict) -> None:
    found = shares({str(place): (n // 2, n) for place, n in enumerate(tickets)})
    assert found.verdict is verdict
    assert found.tickets == sum(tickets)
    assert (found.largest.tickets if found.largest else 0) == max(tickets, default=0)


def test_few_reports_are_shown_last_and_take_no_part() -> None:
    found = shares({"few": (0, 29), "fewer": (5, 5), "a": (40, 100), "b": (90, 100)})
    assert (found.verdict, found.slow, found.pairs) == (Verdict.SLOWEST, ("a",), 1)
    assert [(row.key, row.fit, row.side) for row in found.rows[2:]] == [
        ("few", False, Side.NEITHER),
        ("fewer", False, Side.NEITHER),
    ]
    assert [row.key for row in found.ranked] == ["a", "b"]


def test_half_never_reached_is_the_slowest_and_too_young_is_nothing() -> None:
    never = Figure(None, 40 * DAY, None, 50, Why.NOT_REACHED)
    young = nothing(Why.TOO_YOUNG, 200)
    found = medians(never=never, quick=around(2, 100), young=young)
    assert (found.verdict, found.slow, found.rows[0].side) == (Verdict.SLOWEST, ("never",), Side.SLOWER)
    assert [row.key for row in found.rows] == ["never", "quick", "young"]
    assert medians(a=young, b=young).verdict is Verdict.UNKNOWN
    assert medians(never=never, other=never).verdict is Verdict.ALIKE


def test_every_measure_reads_its_figure_by_the_days_in_its_name() -> None:
    assert [measure.days for measure in Measure] == [None, None, 1, 3, 7, 30, 90]
