"""Tickets as columns: which count in durations, and rows taken out of them."""

from __future__ import annotations

import numpy as np
import pytest

from portal.domain.cohort import OPEN, REASONS, Cohort
from portal.domain.column_table import NEVER
from portal.domain.transitions import Closing


def cohort(*closing: int) -> Cohort:
    """One ticket for each closing; every other column counts up from 10."""
    count = len(closing)
    columns = {name: np.arange(10, 10 + count, dtype=np.int64) for name in Cohort.NAMES}
    return Cohort(**{**columns, "closing": np.array(closing, dtype=np.int64)})


def place(reason: Closing) -> int:
    return REASONS.index(reason)


@pytest.mark.parametrize("reason", list(Closing))
def test_all_but_rejected_and_duplicates_count_in_durations(reason: Closing) -> None:
    expected = reason not in (Closing.REJECTED, Closing.DUPLICATE)
    assert cohort(place(reason)).counted.tolist() == [expected]


def test_an_open_ticket_counts_and_is_open() -> None:
    found = cohort(OPEN, place(Closing.RESOLVED))
    assert (found.open.tolist(), found.counted.tolist()) == ([True, False], [True, True])


def test_rows_are_taken_from_every_column_at_once() -> None:
    found = cohort(OPEN, OPEN, place(Closing.CLOSED))
    for rows in (np.array([True, False, True]), np.array([0, 2]), slice(None, None, 2)):
        taken = found.take(rows)
        assert len(taken) == 2
        assert {getattr(taken, name).tolist()[0] for name in Cohort.NAMES if name != "closing"} == {10}
        assert taken.closing.tolist() == [OPEN, place(Closing.CLOSED)]


def test_what_the_city_reported_to_itself_is_told_apart() -> None:
    found = cohort(OPEN, OPEN).replaced(own=np.array([0, 1], dtype=np.int64))
    assert found.by_citizens.tolist() == [True, False]


def test_never_is_later_than_any_time() -> None:
    assert np.int64(NEVER) > 32_503_680_000  # the year 3000


def test_there_may_be_no_tickets() -> None:
    empty = cohort()
    assert (len(empty), empty.counted.tolist(), empty.open.tolist()) == (0, [], [])
