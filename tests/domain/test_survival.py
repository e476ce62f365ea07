"""The waiting-time curve: worked by hand, against scipy, against lifelines, and by its properties."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter
from lifelines.utils import qth_survival_times
from scipy.stats import CensoredData, ecdf

from portal.domain.figure import Why
from portal.domain.survival import Curve, curve, ended_within, quantile

DAY = 86_400


def made(*waits: int | str) -> Curve:
    """A curve of days; '5+' still waits after five."""
    days = [int(str(w).rstrip("+")) for w in waits]
    return curve(np.array(days, dtype=np.int64), np.array(["+" not in str(w) for w in waits], dtype=np.bool_))


def test_curve_agrees_with_the_example_worked_by_hand() -> None:
    # Six tickets: done after 1, 3, 3 and 8 days; two still wait after 2 and 5 days.
    # day 1: 6 at risk, 1 ends: 5/6.   day 3: 4 at risk (2+ has left), 2 end: 5/6 * 1/2 = 5/12.
    # day 8: 1 at risk, 1 ends: 0.
    found = made(1, "2+", 3, 3, "5+", 8)
    assert found.times.tolist() == [1, 3, 8]
    assert found.still.tolist() == pytest.approx([5 / 6, 5 / 12, 0.0])


def test_median_is_the_day_by_which_half_are_done_counting_those_who_still_wait() -> None:
    assert quantile(made(1, "2+", 3, 3, "5+", 8), 0.5).value == 3
    # Done tickets alone would say 2; with two that still wait after 40 days, it is 3 that takes until half are done.
    assert quantile(made(1, 2, 3, "40+", "40+"), 0.5).value == 3


def test_median_of_the_freireich_trial_is_the_published_one() -> None:
    # 6-mercaptopurine arm, Freireich et al. 1963 (Cox and Oakes 1984): median 23 weeks, log-log
    # interval from 13, upper end not reached
    found = quantile(
        made(6, 6, 6, 7, 10, 13, 16, 22, 23, *[f"{w}+" for w in (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)]), 0.5
    )
    assert (found.value, found.low, found.high) == (23, 13, None)


def test_exactly_half_counts_as_half() -> None:
    assert quantile(made(1, 2, 3, 4), 0.5).value == 2
    assert quantile(made(*range(1, 11)), 0.9).value == 9  # 0.1 left, whatever the rounding of ten factors


def test_median_is_not_reached_while_most_still_wait() -> None:
    found = quantile(made(1, 2, "30+", "30+", "30+"), 0.5)
    assert (found.why, found.value) == (Why.NOT_REACHED, None)


def test_no_tickets_give_no_figure() -> None:
    assert quantile(made(), 0.5).why is Why.EMPTY
    assert ended_within(made(), 7).why is Why.EMPTY


def test_share_beyond_what_was_watched_is_too_young() -> None:
    young = made(1, 1, "3+", "4+")
    assert ended_within(young, 5).why is Why.TOO_YOUNG
    assert ended_within(young, 4).value == 0.5
    assert ended_within(made(1, 2), 5).value == 1.0  # all are done: nothing more can come


def test_nobody_done_is_zero_with_an_upper_end_and_all_done_is_not_certain() -> None:
    none = ended_within(made(*["9+"] * 10), 7)
    assert (none.value, none.low, none.high) == (0.0, 0.0, pytest.approx(0.2775, abs=5e-5))
    everyone = ended_within(made(*[1] * 10), 7)
    assert (everyone.value, everyone.low, everyone.high) == (1.0, pytest.approx(1 - 0.2775, abs=5e-5), 1.0)


waiting = st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=120)


def arrays(data: list[tuple[int, bool]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([d for d, _ in data], dtype=np.int64), np.array([e for _, e in data], dtype=np.bool_)


@given(waiting)
def test_curve_agrees_with_scipy(data: list[tuple[int, bool]]) -> None:
    waits, ended = arrays(data)
    theirs = ecdf(CensoredData(uncensored=waits[ended], right=waits[~ended])).sf
    found = curve(waits, ended)
    expected = theirs.probabilities[np.isin(theirs.quantiles, waits[ended])]
    assert found.still == pytest.approx(expected, abs=1e-9)


@settings(deadline=None, max_examples=60)
@given(waiting)
def test_limits_and_shares_agree_with_lifelines(data: list[tuple[int, bool]]) -> None:
    waits, ended = arrays(data)
    found, theirs = curve(waits, ended), fitted(waits, ended)
    limits = theirs.confidence_interval_survival_function_
    for time, still, low, high in zip(found.times, found.still, found.low, found.high, strict=True):
        assert still == pytest.approx(float(theirs.predict(time)), abs=1e-9)
        if still > 0:  # at 0 lifelines fills both limits with 1
            assert [low, high] == pytest.approx(limits.loc[float(time)].tolist(), abs=1e-9)


def test_median_and_p90_with_intervals_agree_with_lifelines_on_fifty_cohorts() -> None:
    for seed in range(50):
        random = np.random.default_rng(seed)
        waits = random.integers(1, 10**7, 301).astype(np.int64)  # odd and prime to the levels: no exact ties
        watched = random.integers(10**6, 3 * 10**7, 301)
        ended = waits <= watched
        waits = np.minimum(waits, watched)
        found, theirs = curve(waits, ended), fitted(waits, ended)
        for share in (0.5, 0.9):
            ours = quantile(found, share)
            low, high = qth_survival_times(1 - share, theirs.confidence_interval_survival_function_).to_numpy().ravel()
            assert none_as_inf(ours.value) == theirs.percentile(1 - share), seed
            assert [none_as_inf(ours.low), none_as_inf(ours.high)] == [low, high], seed


def fitted(waits: np.ndarray, ended: np.ndarray) -> KaplanMeierFitter:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # lifelines divides by zero where its curve ends
        return KaplanMeierFitter().fit(waits, ended)


def none_as_inf(value: float | None) -> float:
    return float("inf") if value is None else value


@given(waiting)
def test_leaving_a_hard_ticket_open_never_makes_the_wait_look_shorter(data: list[tuple[int, bool]]) -> None:
    waits, ended = arrays([*data, (70, True)])
    open_instead = ended.copy()
    open_instead[-1] = False
    closed, left = quantile(curve(waits, ended), 0.5), quantile(curve(waits, open_instead), 0.5)
    assert none_as_inf(left.value) >= none_as_inf(closed.value)


@given(waiting, st.integers(0, 80))
def test_a_share_lies_within_its_interval_and_grows_with_time(data: list[tuple[int, bool]], seconds: int) -> None:
    found = curve(*arrays(data))
    now, later = ended_within(found, seconds), ended_within(found, seconds + 5)
    if now.value is not None:
        assert now.low is not None and now.high is not None
        assert 0 <= now.low <= now.value + 1e-12 <= now.high + 2e-12 <= 1 + 4e-12
    if now.value is not None and later.value is not None:
        assert later.value >= now.value - 1e-12
