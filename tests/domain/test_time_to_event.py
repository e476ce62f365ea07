"""Times to an event: medians, shares by day, deadlines, and what is too young to say."""

from __future__ import annotations

import numpy as np
import pytest

from portal.domain.column_table import NEVER
from portal.domain.figure import Why
from portal.domain.survival import Whole
from portal.domain.time_to_event import (
    DAY,
    HORIZONS,
    STEPS,
    TimeToEvent,
    aged,
    ended_in_time,
    time_to_event,
    watched_for,
)


def whole(*values: float) -> Whole:
    return np.array(values, dtype=np.int64)


def found(*days: float | None, as_of: float = 100, drawn: bool = True) -> TimeToEvent:
    """Tickets of day 0 whose event came after so many days (None: not yet), seen on day ``as_of``."""
    happened = whole(*(NEVER if day is None else int(day * DAY) for day in days))
    submitted = whole(*(0 for _ in days))
    now = int(as_of * DAY)
    return time_to_event(submitted, happened, now, watched_for(submitted, now), drawn=drawn)


def test_half_have_ended_at_the_median() -> None:
    of = found(1, 2, 3, 4)
    assert (of.n, of.ended, of.median.value, of.p90.value) == (4, 4, 2 * DAY, 4 * DAY)


def test_what_has_not_ended_is_counted_as_waiting() -> None:
    of = found(1, None, None, None)
    assert (of.n, of.ended, of.median.why) == (4, 1, Why.NOT_REACHED)
    assert of.within[HORIZONS.index(1)].value == 0.25


def test_what_ended_after_the_day_asked_for_had_not_ended_then() -> None:
    assert found(1, 50, as_of=40) == found(1, None, as_of=40)


def test_shares_by_day_are_said_for_every_horizon_that_half_were_watched_for() -> None:
    shares = found(0.5, 2, 5, 20, as_of=30).within
    assert [share.value for share in shares] == [0.25, 0.5, 0.75, 1.0, None]
    assert shares[-1].why is Why.TOO_YOUNG


def test_a_median_that_is_not_reached_is_too_young_in_the_first_week() -> None:
    assert found(1, None, None, as_of=6).median.why is Why.TOO_YOUNG
    assert found(1, None, None, as_of=8).median.why is Why.NOT_REACHED


def test_no_tickets_give_no_figure() -> None:
    of = found()
    assert (of.n, of.ended, of.median.why, of.steps) == (0, 0, Why.EMPTY, ())
    assert watched_for(whole(), 5) == 0.0


def test_the_curve_is_sampled_as_far_as_anybody_was_watched_and_never_rises() -> None:
    of = found(1, 2, 3, None, as_of=10)
    assert len(of.steps) == sum(step <= 10 * DAY for step in STEPS)
    still = [step[0] for step in of.steps]
    assert (still[0], still[-1]) == (1.0, 0.25)
    assert still == sorted(still, reverse=True)
    assert all(low <= middle <= high for middle, low, high in of.steps)
    assert found(1, 2, drawn=False).steps == ()


@pytest.mark.parametrize(
    ("happened", "due", "as_of", "expected"),
    [
        (5, 7, 10, (1, 1)),  # kept
        (7, 7, 10, (1, 1)),  # at the very second
        (8, 7, 10, (0, 1)),  # late
        (NEVER, 7, 10, (0, 1)),  # open and overdue
        (5, 20, 10, (0, 0)),  # the deadline has not passed
    ],
)
def test_only_deadlines_that_have_passed_are_judged(
    happened: int, due: int, as_of: int, expected: tuple[int, int]
) -> None:
    assert ended_in_time(whole(happened), whole(due), as_of) == expected


def test_ages_fall_under_the_edge_that_they_have_not_reached() -> None:
    ages = whole(0, 6.9 * DAY, 7 * DAY, 29 * DAY, 30 * DAY, 400 * DAY)
    assert aged(ages, (7, 30)) == (2, 2, 2)
    assert aged(whole(), (7, 30)) == (0, 0, 0)


def test_tickets_were_watched_for_the_median_of_their_times() -> None:
    assert watched_for(whole(0, 2, 10), 12) == 10
    assert watched_for(whole(0, 10), 12) == 7
