"""Shares are placed evenly from none to all."""

from __future__ import annotations

from portal.charts.share_axis import ShareAxis, comparison_axis
from portal.charts.wait_axis import WaitAxis
from portal.domain.comparison import Measure
from portal.domain.figure import Why, nothing, wilson


def test_none_stands_at_one_end_and_all_at_the_other() -> None:
    axis = ShareAxis()
    assert (axis.x(0), axis.x(0.5), axis.x(1)) == (3.0, 50.0, 97.0)
    assert [tick.x for tick in axis.ticks] == [axis.x(tick.share) for tick in axis.ticks]


def test_a_share_is_a_dot_within_its_interval() -> None:
    dot = ShareAxis().dot(wilson(50, 100))
    assert dot.x == 50.0 and dot.left is not None and dot.right is not None
    assert dot.left < dot.x < dot.right and not dot.open
    empty = ShareAxis().dot(nothing(Why.TOO_YOUNG, 9))
    assert (empty.x, empty.left, empty.right, empty.open) == (None, None, None, False)


def test_times_and_shares_have_each_their_own_axis() -> None:
    assert isinstance(comparison_axis(Measure.MEDIAN, []), WaitAxis)
    assert isinstance(comparison_axis(Measure.ON_TIME, []), ShareAxis)
