"""The cumulative incidence of competing ends: worked by hand, against lifelines, against Kaplan-Meier."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import AalenJohansenFitter

from portal.domain.cumulative_incidence import GOING_ON, Incidence, incidence, reaches, share_within
from portal.domain.figure import Why
from portal.domain.survival import curve

RESOLVED, PASSED_ON, REJECTED = 1, 2, 3


def made(*waits: tuple[int, int]) -> Incidence:
    """An incidence of (seconds, cause) with three causes."""
    columns = np.array(waits, dtype=np.int64).reshape(-1, 2)
    return incidence(columns[:, 0], columns[:, 1], 3)


def test_incidence_agrees_with_the_example_worked_by_hand() -> None:
    # Five reports: resolved after 1 and 3, passed on after 2, one still open after 2, one rejected after 5.
    # t=1: 5 at risk: F1 = 1/5, S = 4/5.  t=2: 4 at risk: F2 = 4/5 * 1/4 = 1/5, S = 3/5.
    # t=3: 2 at risk: F1 += 3/5 * 1/2 = 1/2, S = 3/10.  t=5: 1 at risk: F3 = 3/10.
    found = made((1, RESOLVED), (2, PASSED_ON), (2, GOING_ON), (3, RESOLVED), (5, REJECTED))
    assert found.times.tolist() == [1, 2, 3, 5]
    assert found.shares[0].tolist() == pytest.approx([0.2, 0.2, 0.5, 0.5])
    assert found.shares[1].tolist() == pytest.approx([0.0, 0.2, 0.2, 0.2])
    assert found.shares[2].tolist() == pytest.approx([0.0, 0.0, 0.0, 0.3])
    assert reaches(found, 0.5).value == 3


def test_passing_on_or_rejecting_what_is_hard_never_raises_the_share_resolved() -> None:
    easy = [(1, RESOLVED)] * 70
    left_open, passed_on = made(*easy, *[(90, GOING_ON)] * 30), made(*easy, *[(6, PASSED_ON)] * 30)
    rejected = made(*easy, *[(6, REJECTED)] * 30)
    honest = made(*easy, *[(20, RESOLVED)] * 30)
    for horizon in (1, 7, 30, 90):
        done = share_within(honest, horizon).value or 0
        for gamed in (left_open, passed_on, rejected):
            assert (share_within(gamed, horizon).value or 0) <= done
    assert reaches(passed_on, 0.9).why is Why.NOT_REACHED
    assert share_within(passed_on, 30, PASSED_ON).value == pytest.approx(0.3)


def test_without_reports_there_is_no_figure() -> None:
    assert reaches(made(), 0.5).why is Why.EMPTY
    assert share_within(made(), 7).why is Why.EMPTY


def test_share_beyond_what_was_watched_is_too_young_unless_all_have_ended() -> None:
    assert share_within(made((1, RESOLVED), (3, GOING_ON)), 5).why is Why.TOO_YOUNG
    assert share_within(made((1, RESOLVED), (3, PASSED_ON)), 5).value == pytest.approx(0.5)


def test_nobody_resolved_has_an_upper_limit_and_all_resolved_a_lower_one() -> None:
    none = share_within(made(*[(9, GOING_ON)] * 10), 7)
    assert (none.value, none.low, none.high) == (0.0, 0.0, pytest.approx(0.2775, abs=5e-5))
    everyone = share_within(made(*[(1, RESOLVED)] * 10), 7)
    assert (everyone.value, everyone.low, everyone.high) == (1.0, pytest.approx(1 - 0.2775, abs=5e-5), 1.0)


waits = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 3)), min_size=1, max_size=120)


@given(waits)
@settings(max_examples=150)
def test_shares_of_all_causes_and_the_share_still_waiting_add_up_to_one(sample: list[tuple[int, int]]) -> None:
    found = made(*sample)
    ended = np.array([cause != GOING_ON for _, cause in sample])
    still = curve(np.array([wait for wait, _ in sample], dtype=np.int64), ended).still
    assert (found.shares.sum(axis=0) + still).tolist() == pytest.approx([1.0] * len(still))
    assert (np.diff(found.shares, axis=1) >= 0).all()
    assert ((found.low <= found.shares[0] + 1e-9) & (found.shares[0] <= found.high + 1e-9)).all()


@given(st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=120))
@settings(max_examples=100)
def test_with_one_cause_it_is_one_minus_kaplan_meier(sample: list[tuple[int, bool]]) -> None:
    found = made(*[(wait, int(ended)) for wait, ended in sample])
    whole = curve(np.array([w for w, _ in sample], dtype=np.int64), np.array([e for _, e in sample], dtype=np.bool_))
    assert found.shares[0].tolist() == pytest.approx((1 - whole.still).tolist())


@pytest.mark.parametrize("seed", range(50))
def test_shares_and_limits_agree_with_lifelines_to_six_digits(seed: int) -> None:
    """Ends tie with ends of the same kind and censored waits with each other. Ends of different kinds at one moment
    are the one thing that lifelines cannot do (it shifts them by chance), so each kind has its own part of a day."""
    chance = np.random.default_rng(seed)
    size = int(chance.integers(20, 200))
    cause = chance.choice(4, size=size, p=[0.3, 0.4, 0.2, 0.1])
    seconds = chance.integers(1, 25, size=size) * 100 + np.array([50, 0, 10, 20])[cause]
    found = incidence(seconds.astype(np.int64), cause.astype(np.int64), 3)
    theirs = AalenJohansenFitter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # it divides by nobody at risk at the last time
        theirs.fit(seconds, cause, event_of_interest=RESOLVED)
    places = np.isin(theirs.cumulative_density_.index.to_numpy(), found.times)
    assert found.shares[0] == pytest.approx(theirs.cumulative_density_.to_numpy()[places, 0], abs=1e-6)
    limits = theirs.confidence_interval_.to_numpy()[places]
    defined = np.isfinite(limits).all(axis=1) & (found.shares[0] > 0)
    assert defined.sum() >= min(5, len(found.times) - 1)
    assert found.low[defined] == pytest.approx(limits[defined].min(axis=1), abs=1e-6)
    assert found.high[defined] == pytest.approx(limits[defined].max(axis=1), abs=1e-6)


def test_ends_of_different_kinds_at_one_moment_share_the_risk_as_ends_one_after_another_would() -> None:
    together = made((5, RESOLVED), (5, PASSED_ON), (7, RESOLVED), (9, GOING_ON))
    apart = made((5, RESOLVED), (6, PASSED_ON), (7, RESOLVED), (9, GOING_ON))
    assert together.shares[:, -1].tolist() == pytest.approx(apart.shares[:, -1].tolist())
