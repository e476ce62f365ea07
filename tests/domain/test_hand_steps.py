"""A hand that follows the steps arrives where the estimates are."""

from __future__ import annotations

import numpy as np
import pytest

from portal.domain.cumulative_incidence import incidence
from portal.domain.hand_steps import hand_steps
from portal.domain.survival import curve


@pytest.mark.parametrize("seed", range(5))
def test_steps_are_those_of_the_estimates_with_ties_and_censoring(seed: int) -> None:
    chance = np.random.default_rng(seed)
    waits, cause = chance.integers(0, 12, 40), chance.integers(0, 4, 40)
    steps, found = hand_steps([*zip(waits.tolist(), cause.tolist(), strict=True)]), incidence(waits, cause, 3)
    assert [step.seconds for step in steps] == found.times.tolist()
    assert [step.share for step in steps] == pytest.approx(found.shares[0].tolist(), abs=1e-12)


def test_with_one_way_to_end_the_share_is_what_kaplan_and_meier_leave() -> None:
    waits, ended = [5, 5, 7, 9, 9, 12], [1, 0, 1, 1, 1, 0]
    steps = hand_steps([*zip(waits, ended, strict=True)])
    found = curve(np.array(waits), np.array(ended, dtype=bool))
    assert [1 - step.share for step in steps] == pytest.approx(found.still.tolist(), abs=1e-12)
    assert [(step.at_risk, step.own, step.others) for step in steps] == [(6, 1, 0), (4, 1, 0), (3, 2, 0)]


def test_what_ends_otherwise_stays_in_what_is_divided_by() -> None:
    steps = hand_steps([(1, 2), (2, 1), (3, 1), (4, 0)])
    assert [step.share for step in steps] == pytest.approx([0, 1 / 4, 1 / 2])


def test_without_an_end_there_are_no_steps() -> None:
    assert hand_steps([(3, 0)]) == hand_steps([]) == ()
