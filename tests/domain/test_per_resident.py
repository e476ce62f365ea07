"""Reports per 1,000 residents, with an interval that is nearly that of an exact Poisson count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2

from portal.domain.per_resident import report_rate


def test_a_rate_is_of_a_thousand_and_of_nobody_when_the_residents_are_unknown() -> None:
    found = report_rate(50, 25_000)
    assert found is not None and (found.value, found.n, found.small) == (2.0, 50, False)
    assert report_rate(50, None) is None and report_rate(50, 0) is None


@given(st.integers(1, 100_000))
def test_the_interval_is_close_to_the_exact_one(count: int) -> None:
    found = report_rate(count, 1000)
    assert found is not None and found.low is not None and found.high is not None
    exact = chi2.ppf(0.025, 2 * count) / 2, chi2.ppf(0.975, 2 * count + 2) / 2
    assert (found.low, found.high) == (pytest.approx(exact[0], rel=0.08, abs=0.05), pytest.approx(exact[1], rel=0.02))
    assert found.low < count < found.high


def test_where_nobody_reported_the_rate_is_none_up_to_something() -> None:
    found = report_rate(0, 1000)
    assert found is not None and (found.value, found.low) == (0.0, 0.0)
    assert found.high == pytest.approx(3.69, rel=0.02), "the exact end is -ln 0.025"
