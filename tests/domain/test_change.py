"""A figure beside that of a year before: better, worse, or nothing that can be said."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from portal.domain.change import Change, Compares, compared_years
from portal.domain.figure import Figure, Why, nothing, wilson
from portal.domain.period_scorecard import PeriodScorecard
from portal.domain.scorecard import Flow
from tests.domain.test_scorecard import DAY, card, done

NONE = wilson(0, 0)


def days(middle: float, n: int = 100) -> Figure:
    """A median with an interval of a tenth to both sides."""
    return Figure(middle * DAY, middle * 0.9 * DAY, middle * 1.1 * DAY, n)


def of(median: Figure, on_time: Figure = NONE, **shares: Figure) -> PeriodScorecard:
    """``shares``: figures of the card by name."""
    plain = card(done(1), done(2))
    resolution = replace(plain.resolution, median=median, n=median.n)
    figures: dict[str, Any] = {"resolution": resolution, "on_time": on_time, **shares}
    return PeriodScorecard(card=replace(plain, **figures), flow=Flow(received=0, resolved=0))


def changes(now: PeriodScorecard, before: PeriodScorecard) -> dict[Compares, Change]:
    return {one.what: one.change for one in compared_years(now, before)}


def test_a_shorter_wait_and_a_larger_share_in_time_are_better() -> None:
    now, before = of(days(3), wilson(80, 100)), of(days(9), wilson(40, 100))
    assert [changes(now, before)[what] for what in (Compares.MEDIAN, Compares.ON_TIME)] == [Change.BETTER] * 2
    assert [changes(before, now)[what] for what in (Compares.MEDIAN, Compares.ON_TIME)] == [Change.WORSE] * 2


def test_a_larger_share_of_ends_that_did_not_hold_is_worse() -> None:
    now, before = of(days(3), reopened=wilson(40, 100)), of(days(3), reopened=wilson(5, 100))
    assert changes(now, before)[Compares.REOPENED] is Change.WORSE


def test_what_chance_explains_is_unclear() -> None:
    assert changes(of(days(3)), of(days(3.3)))[Compares.MEDIAN] is Change.UNCLEAR
    # One alone would be told apart at 5 %; among six that are looked at it would not.
    now, before = of(days(3), wilson(56, 100)), of(days(3), wilson(72, 100))
    assert changes(now, before)[Compares.ON_TIME] is Change.UNCLEAR


def test_half_that_was_never_done_is_worse_than_any_time() -> None:
    never = nothing(Why.NOT_REACHED, 100, 40.0 * DAY)
    assert changes(of(never), of(days(9)))[Compares.MEDIAN] is Change.WORSE
    assert changes(of(never), of(never))[Compares.MEDIAN] is Change.UNCLEAR


def test_a_young_cohort_and_a_small_one_say_so() -> None:
    assert changes(of(nothing(Why.TOO_YOUNG, 100)), of(days(9)))[Compares.MEDIAN] is Change.YOUNG
    assert changes(of(days(3, n=29)), of(days(9)))[Compares.MEDIAN] is Change.FEW


def test_a_figure_that_only_agencies_have_is_left_out_elsewhere() -> None:
    assert Compares.SAME_TEXT not in changes(of(days(3)), of(days(3)))
    both = replace(of(days(3)), same_text=wilson(50, 100))
    assert changes(both, both)[Compares.SAME_TEXT] is Change.UNCLEAR
