"""Round limits of scales: never too low for what is drawn, and never far from it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.charts.scales import round_above, round_near


@given(st.integers(1, 10**9))
def test_the_end_of_an_axis_holds_every_count_and_is_not_far_above(most: int) -> None:
    assert most <= round_above(most) <= 2.5 * most


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_a_higher_count_never_has_a_lower_axis(one: int, other: int) -> None:
    assert round_above(min(one, other)) <= round_above(max(one, other))


@given(st.integers(1, 10**9))
def test_a_round_number_is_its_own_limit(most: int) -> None:
    assert round_above(round_above(most)) == round_above(most)
    assert round_near(round_near(most)) == round_near(most)


@pytest.mark.parametrize(("most", "end"), [(1, 1), (2, 2), (3, 5), (5, 5), (7, 10), (11, 20), (21, 25), (99, 100)])
def test_the_end_of_an_axis_is_whole_and_one_two_or_five(most: int, end: int) -> None:
    assert round_above(most) == end


@given(st.floats(1e-6, 1e9))
def test_a_limit_of_a_class_is_within_a_fifth_of_its_value(value: float) -> None:
    assert round_near(value) == pytest.approx(value, rel=0.2)


@given(st.floats(0.01, 1e9), st.floats(0.01, 1e9))
def test_limits_keep_the_order_of_their_values(one: float, other: float) -> None:
    assert round_near(min(one, other)) <= round_near(max(one, other))


@pytest.mark.parametrize(("value", "limit"), [(0.34, 0.3), (1.4, 1.5), (17, 15), (23, 25), (720, 800), (9.6, 10)])
def test_a_limit_is_a_number_that_people_say(value: float, limit: float) -> None:
    assert round_near(value) == limit
