"""A bar is round, fits, and is as long as it says."""

from __future__ import annotations

import pytest

from portal.charts.scale_bar import scale_bar


@pytest.mark.parametrize(("metre", "metres"), [(0.0225, 10_000), (1.0, 200), (30.0, 10), (900.0, 10)])
def test_a_bar_is_the_longest_round_one_that_fits(metre: float, metres: int) -> None:
    assert scale_bar(metre, 300.0) == (pytest.approx(metres * metre, abs=0.05), metres)
