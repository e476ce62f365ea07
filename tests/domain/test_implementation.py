"""The six dimensions: a measure without data is unknown, never nought."""

from __future__ import annotations

from portal.domain.figure import Why, nothing, wilson
from portal.domain.implementation import Dimension, others, per_officer, per_thousand, spread


def test_there_are_six() -> None:
    assert len(Dimension) == 6


def test_quartiles_are_of_units_with_enough_tickets_only() -> None:
    shares = [wilson(k, 40) for k in (10, 20, 30, 40)]
    found = spread([*shares, wilson(0, 29), nothing(Why.EMPTY, 0)])
    assert found is not None
    assert (found.low, found.middle, found.high, found.n) == (0.4375, 0.625, 0.8125, 4)
    assert found.width == 0.375
    assert spread(shares[:3]) is None


def test_what_cannot_be_divided_is_not_known() -> None:
    assert per_officer(12, 4) == 3
    assert per_officer(12, 0) is None
    assert per_thousand(12, 6000) == 2
    assert per_thousand(12, None) is None
    assert per_thousand(0, 6000) == 0


def test_the_share_of_the_rest_has_its_interval_turned_round() -> None:
    share = wilson(10, 40)
    rest = others(share)
    assert (rest.value, rest.n) == (0.75, 40)
    assert rest.low is not None and rest.high is not None and rest.low < 0.75 < rest.high
    assert others(rest).value == share.value
    assert others(nothing(Why.EMPTY, 0)).value is None
