"""What is said of who checks: how long it takes, how often it is refused, and whether what was agreed holds."""

from __future__ import annotations

import numpy as np
import pytest

from portal.domain.checking import Checks, check_figures, disputes_of_checks
from portal.domain.column_table import NEVER
from portal.domain.figure import Why
from portal.domain.waiting import NO_SOURCE

DAY = 86_400
AGREED, REFUSED, UNMADE = "agreed", "refused", "unmade"
#: ticket, start, end, how it ended, when disputed
Row = tuple[int, int, int, str, int]


def checks(*rows: Row) -> Checks:
    ticket, start, end, how, disputed = (list(column) for column in zip(*rows, strict=True))
    return Checks(
        ticket=np.array(ticket, dtype=np.int64),
        agency=np.ones(len(rows), dtype=np.int64),
        work=np.full(len(rows), 2, dtype=np.int64),
        start=np.array(start, dtype=np.int64),
        end=np.array(end, dtype=np.int64),
        source=np.full(len(rows), NO_SOURCE, dtype=np.int64),
        until=np.full(len(rows), NEVER, dtype=np.int64),
        answered=np.array([one in (AGREED, REFUSED) for one in how], dtype=np.bool_),
        agreed=np.array([one == AGREED for one in how], dtype=np.bool_),
        disputed=np.array(disputed, dtype=np.int64),
        hidden=np.zeros(len(rows), dtype=np.bool_),
    )


ALL_WAYS = checks(
    (1, 0, DAY, AGREED, NEVER),
    (2, 0, DAY, AGREED, 9 * DAY),
    (3, 0, 2 * DAY, REFUSED, NEVER),
    (4, 0, 3 * DAY, UNMADE, NEVER),
    (5, 8 * DAY, NEVER, UNMADE, NEVER),
    (6, 2 * DAY, NEVER, UNMADE, NEVER),
)


def test_every_check_is_counted_once() -> None:
    of = check_figures(ALL_WAYS.at(10 * DAY))
    assert (of.n, of.open, of.done, of.refused, of.unmade) == (6, 2, 3, 1, 1)
    assert (of.refused_share.value, of.refused_share.n) == (pytest.approx(1 / 3), 3)
    assert (of.disputed.value, of.disputed.n) == (0.5, 2)
    assert of.ages == (0, 1, 0, 1) and of.oldest == (6, 2 * DAY, 8 * DAY)
    assert of.refused_share.small, "of so few nothing may be said"


def test_one_taken_away_and_one_that_waits_make_the_median_no_better() -> None:
    made = checks(*((n, 0, DAY, AGREED, NEVER) for n in range(1, 4)))
    with_others = made.joined(checks(*((n, 0, DAY, UNMADE, NEVER) for n in range(4, 8))))
    assert check_figures(made.at(30 * DAY)).median.value == DAY
    assert check_figures(with_others.at(30 * DAY)).median.why is Why.NOT_REACHED


def test_as_it_stood_then() -> None:
    of = check_figures(ALL_WAYS.at(DAY + 1))
    assert (of.n, of.open, of.done, of.disputed.value) == (4, 2, 2, 0.0), "nobody had disputed it yet"


def test_nobody_checks() -> None:
    of = check_figures(ALL_WAYS.take(ALL_WAYS.ticket == 99).at(DAY))
    assert (of.n, of.median.why, of.refused_share.why, of.disputed.why) == (0, Why.EMPTY, Why.EMPTY, Why.EMPTY)


def test_a_dispute_is_of_the_check_before_it() -> None:
    def found(*disputes: tuple[int, int]) -> list[int]:
        """Of two checks of ticket 1 (0 to 10, 30 to 40), and one of ticket 2 (0 to 10)."""
        ticket, start, end = (np.array(column) for column in ([1, 1, 2], [0, 30, 0], [10, 40, 10]))
        columns = np.array(disputes, dtype=np.int64).reshape(len(disputes), 2).T
        return list(disputes_of_checks(ticket, start, end, (columns[0], columns[1])))

    assert found() == [NEVER, NEVER, NEVER]
    assert found((1, 20)) == [20, NEVER, NEVER]
    assert found((1, 50), (1, 60)) == [NEVER, 50, NEVER], "the first one"
    assert found((2, 5), (3, 20)) == [NEVER, NEVER, NEVER], "before it was agreed, and of what nobody checked"
    assert found((2, 10)) == [NEVER, NEVER, 10], "in the same second"
