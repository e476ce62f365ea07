"""Whether two chosen groups differ: against lifelines, by its size under chance alone, and where it says nothing."""

from __future__ import annotations

from math import exp, hypot, inf, log
from typing import Any

import numpy as np
import pytest
from lifelines import KaplanMeierFitter
from lifelines.statistics import survival_difference_at_fixed_point_in_time_test
from lifelines.utils import median_survival_times

from portal.domain.comparison import Measure
from portal.domain.difference import difference
from portal.domain.figure import Figure, Why, nothing, wilson
from portal.domain.survival import Flags, Whole, curve, ended_within, quantile

WEEK = 7 * 86_400


def cohort(rng: np.random.Generator, n: int, scale: float) -> tuple[Whole, Flags]:
    """Waits with ties, a fifth of which or more are censored."""
    waits = (rng.exponential(scale * 86_400, n) // 3600 * 3600).astype(np.int64) + 3600
    watched = (rng.uniform(8, 60, n) * 86_400).astype(np.int64)
    return np.minimum(waits, watched), np.asarray(waits <= watched, dtype=np.bool_)


def fitted(waits: Whole, ended: Flags) -> Any:
    return KaplanMeierFitter().fit(waits, ended)


def at(fitter: Any, seconds: int) -> tuple[float, float, float]:
    """(share ended, low, high) by lifelines."""
    limits = fitter.confidence_interval_survival_function_
    low, high = (float(limits.loc[:seconds, column].iloc[-1]) for column in limits)
    return 1 - float(fitter.predict(seconds)), 1 - high, 1 - low


def test_shares_and_medians_are_told_apart_as_lifelines_would() -> None:
    rng, decided, alike = np.random.default_rng(7), 0, 0
    for _ in range(24):
        one, two = cohort(rng, 81, 6), cohort(rng, 121, float(rng.uniform(5, 16)))
        fits, curves = (fitted(*one), fitted(*two)), (curve(*one), curve(*two))
        found = difference(ended_within(curves[0], WEEK), ended_within(curves[1], WEEK), Measure.WITHIN_7)
        (a, a_low, a_high), (b, b_low, b_high) = (at(f, WEEK) for f in fits)
        assert found is not None and found.value == pytest.approx(a - b, abs=1e-6)
        assert found.low == pytest.approx(a - b - hypot(a - a_low, b_high - b), abs=1e-6)
        assert found.high == pytest.approx(a - b + hypot(a_high - a, b - b_low), abs=1e-6)
        p = survival_difference_at_fixed_point_in_time_test(WEEK, *fits).p_value
        if not 0.03 < p < 0.08:  # two tests of one question part ways at its edge only
            decided += 1
            alike += p > 0.05
            assert found.told == (p <= 0.05)
        medians = difference(quantile(curves[0], 0.5), quantile(curves[1], 0.5), Measure.MEDIAN)
        (a, a_low, a_high), (b, b_low, b_high) = (logs(f) for f in fits)
        assert medians is not None and medians.value == pytest.approx(exp(a - b))
        assert medians.low == pytest.approx(exp(a - b - hypot(a - a_low, b_high - b)))
        assert (inf if medians.high is None else medians.high) == pytest.approx(
            exp(a - b + hypot(a_high - a, b - b_low))
        )
    assert decided > 16 and 4 < alike < decided - 4, "both answers were tried"


def logs(fitter: Any) -> tuple[float, float, float]:
    limits = median_survival_times(fitter.confidence_interval_)
    low, high = (float(limits.iloc[0, column]) for column in (0, 1))
    return log(fitter.median_survival_time_), log(low), log(high) if np.isfinite(high) else inf


def test_of_equal_groups_one_in_twenty_or_fewer_seem_to_differ() -> None:
    rng, told = np.random.default_rng(11), 0
    for _ in range(400):
        one, two = (quantile(curve(*cohort(rng, 60, 6)), 0.5) for _ in range(2))
        found = difference(one, two, Measure.MEDIAN)
        told += found is not None and found.told
    assert told <= 28, "5 % and two standard errors"


def test_on_time_shares_have_the_interval_of_newcombe() -> None:
    """His example (a) of 1998: 56 of 70 and 48 of 80, difference 0.2, method 10: 0.0524 to 0.3339."""
    found = difference(wilson(56, 70), wilson(48, 80), Measure.ON_TIME)
    assert found is not None and found.value == pytest.approx(0.2)
    assert (found.low, found.high) == (pytest.approx(0.0524, abs=5e-5), pytest.approx(0.3339, abs=5e-5))
    assert found.told and found.more


def test_a_median_that_was_not_reached_is_at_least_as_long_as_is_known() -> None:
    never, quick = nothing(Why.NOT_REACHED, 40, 900.0), Figure(200.0, 100.0, 300.0, 40)
    longer, shorter = difference(never, quick, Measure.MEDIAN), difference(quick, never, Measure.MEDIAN)
    assert longer is not None and longer.told and longer.more
    assert (longer.value, longer.low, longer.high) == (None, pytest.approx(3.0), None)
    assert shorter is not None and shorter.told and not shorter.more
    assert (shorter.value, shorter.low, shorter.high) == (None, 0.0, pytest.approx(1 / 3))
    assert difference(never, never, Measure.MEDIAN) is None
    open_ended = difference(Figure(500.0, 400.0, None, 40), quick, Measure.MEDIAN)
    assert open_ended is not None and open_ended.high is None and open_ended.told


@pytest.mark.parametrize(
    ("a", "b", "measure"),
    [
        (wilson(5, 29), wilson(20, 40), Measure.ON_TIME),
        (nothing(Why.TOO_YOUNG, 50), wilson(20, 40), Measure.WITHIN_30),
        (nothing(Why.EMPTY, 0), wilson(20, 40), Measure.MEDIAN),
    ],
)
def test_too_few_or_unknown_say_nothing(a: Figure, b: Figure, measure: Measure) -> None:
    assert difference(a, b, measure) is None
