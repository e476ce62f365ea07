"""Waits of one agency for another: what was waited for ends them, and nothing else counts as having come."""

from __future__ import annotations

import numpy as np

from portal.domain.column_table import NEVER
from portal.domain.figure import Why
from portal.domain.waiting import NO_SOURCE, Waits, median_wait, oldest_open

DAY = 86_400


def waits(*rows: tuple[int, int, int, bool], until: int = NEVER) -> Waits:
    """(ticket, start, end, answered)."""
    ticket, start, end, answered = (list(column) for column in zip(*rows, strict=True))
    return Waits(
        ticket=np.array(ticket, dtype=np.int64),
        start=np.array(start, dtype=np.int64),
        end=np.array(end, dtype=np.int64),
        source=np.full(len(rows), NO_SOURCE, dtype=np.int64),
        until=np.full(len(rows), until, dtype=np.int64),
        answered=np.array(answered, dtype=np.bool_),
        hidden=np.zeros(len(rows), dtype=np.bool_),
    )


def test_one_that_ended_without_what_it_waited_for_waits_on() -> None:
    found = waits(*((n, 0, DAY, n > 2) for n in range(1, 5))).at(30 * DAY)
    assert median_wait(found).value == DAY
    none_came = waits(*((n, 0, DAY, False) for n in range(1, 5))).at(30 * DAY)
    assert median_wait(none_came).why is Why.NOT_REACHED


def test_what_came_later_was_not_known_then() -> None:
    found = waits((1, 0, 5 * DAY, True), (2, 4 * DAY, 6 * DAY, True)).at(3 * DAY)
    assert (len(found), found.open.tolist(), found.answered.tolist()) == (1, [True], [False])
    assert oldest_open(found) == (1, 0, 3 * DAY)


def test_a_wait_is_known_only_as_far_as_its_source_has_spoken() -> None:
    found = waits((1, 0, NEVER, False), until=2 * DAY).at(30 * DAY)
    assert oldest_open(found) == (1, 0, 2 * DAY)
    assert oldest_open(found.take(~found.open)) is None


def test_of_tickets_that_moved_the_new_rows_take_the_place_of_the_old() -> None:
    before = waits((1, 0, NEVER, False), (2, 0, NEVER, False), (3, 0, NEVER, False))
    after = before.without(np.array([2])).joined(waits((2, 0, DAY, True)))
    assert after.ticket.tolist() == [1, 2, 3] and after.end.tolist() == [NEVER, DAY, NEVER]
