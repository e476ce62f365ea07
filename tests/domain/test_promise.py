"""A promised day is broken when it passes while the ticket is open, unless it was moved before it came."""

from __future__ import annotations

import pytest

from portal.domain.promise import Promises, promises_of, unmoved

HELD = [(0, 10), (10, None)]  # passed on at 10, open still
ENDED = [(0, 20)]
OPENED_AGAIN = [(0, 20), (40, None)]


@pytest.mark.parametrize(
    ("promises", "held", "desk_at", "expected"),
    [
        ([], HELD, None, Promises()),
        ([(1, 30)], HELD, None, Promises(due=30)),
        ([(1, 30)], HELD, 30, Promises(due=30)),
        ([(1, 30)], HELD, 31, Promises(broken=True, due=30)),  # acted on here since, whatever the source says
        ([(1, 5)], HELD, None, Promises(broken=True)),  # passed on after that day
        ([(1, 15)], ENDED, None, Promises(broken=True)),
        ([(1, 20)], ENDED, None, Promises()),  # done at that very moment
        ([(1, 25)], ENDED, None, Promises()),
        ([(1, 25)], OPENED_AGAIN, None, Promises()),  # it was done on that day
        ([(1, 50)], OPENED_AGAIN, None, Promises(due=50)),
        ([(1, 12), (11, 30)], HELD, None, Promises(due=30)),  # moved before it came
        ([(1, 12), (12, 30)], HELD, None, Promises(due=30)),
        ([(1, 12), (13, 30)], HELD, None, Promises(broken=True, due=30)),  # moved too late
        ([(1, 12), (13, 18)], ENDED, None, Promises(broken=True)),
    ],
)
def test_a_promise(
    promises: list[tuple[int, int]], held: list[tuple[int, int | None]], desk_at: int | None, expected: Promises
) -> None:
    assert promises_of(promises, held, desk_at) == expected


def test_days_that_were_moved_in_time_are_left_out() -> None:
    assert list(unmoved([(1, 12), (11, 30), (31, 40)])) == [(30, True), (40, False)]
