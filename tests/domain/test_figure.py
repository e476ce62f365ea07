"""A share and its interval, against published examples and against scipy."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from portal.domain.figure import Figure, Why, wilson


def test_wilson_agrees_with_the_example_worked_by_hand() -> None:
    # 81 of 263 (Newcombe 1998, table I, method 3): 0.2553 to 0.3662
    found = wilson(81, 263)
    assert found.value == pytest.approx(81 / 263)
    assert (found.low, found.high) == (pytest.approx(0.2553, abs=5e-5), pytest.approx(0.3662, abs=5e-5))


def test_nothing_to_count_is_said_and_not_called_zero() -> None:
    assert wilson(0, 0) == Figure(None, None, None, 0, Why.EMPTY)


def test_none_of_some_is_zero_with_an_upper_end() -> None:
    found = wilson(0, 10)
    assert (found.value, found.low) == (0.0, 0.0)
    assert found.high == pytest.approx(0.2775, abs=5e-5)  # Newcombe's 0 of 10 by z^2 / (n + z^2)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_agrees_with_scipy_everywhere(kn: tuple[int, int]) -> None:
    k, n = kn
    theirs = binomtest(k, n).proportion_ci(method="wilson")
    ours = wilson(k, n)
    assert (ours.low, ours.high) == (pytest.approx(theirs.low, abs=1e-12), pytest.approx(theirs.high, abs=1e-12))


def test_twenty_nine_are_small_and_thirty_are_not() -> None:
    assert wilson(10, 29).small
    assert not wilson(10, 30).small


def test_more_than_all_is_refused() -> None:
    with pytest.raises(ValueError, match="not a share"):
        wilson(4, 3)
