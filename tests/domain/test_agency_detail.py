"""Where an agency's reports lie: counts by area that can be added up to larger areas."""

from __future__ import annotations

import numpy as np
import pytest

from portal.domain.agency_detail import PlaceCounts, place_counts
from portal.domain.time_in_hand import Cause, TimeInHand

DAY = 86_400


def times(*rows: tuple[int, Cause]) -> TimeInHand:
    """(days held, how it ended) of each, received on day 0 with 7 days' time, seen on day 30."""
    n = len(rows)
    return TimeInHand(
        ticket=np.arange(n, dtype=np.int64),
        agency=np.ones(n, dtype=np.int64),
        received=np.zeros(n, dtype=np.int64),
        held=np.array([days * DAY for days, _ in rows], dtype=np.int64),
        cause=np.array([cause for _, cause in rows], dtype=np.int64),
        target=np.full(n, 7 * DAY, dtype=np.int64),
        until=np.full(n, 30 * DAY, dtype=np.int64),
        waited=np.zeros(n, dtype=np.int64),
        left=np.array([days * DAY for days, _ in rows], dtype=np.int64),
    )


def test_each_area_has_its_own_counts_and_a_report_without_one_stands_in_none() -> None:
    of = times((3, Cause.RESOLVED), (9, Cause.RESOLVED), (2, Cause.PASSED_ON), (1, Cause.RESOLVED))
    found = place_counts(of, np.array([4, 4, 2, 0], dtype=np.int64))
    assert found == (PlaceCounts(2, 1, 1, 0), PlaceCounts(4, 2, 2, 1))
    assert place_counts(times(), np.empty(0, dtype=np.int64)) == ()


def test_counts_add_up_to_those_of_a_larger_area() -> None:
    both = PlaceCounts(1, 0, 0, 0).joined(PlaceCounts(2, 40, 30, 10)).joined(PlaceCounts(3, 20, 10, 10))
    assert both == PlaceCounts(1, 60, 40, 20)
    assert (both.on_time.value, both.on_time.n) == (pytest.approx(0.5), 40)
