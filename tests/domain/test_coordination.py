"""How long agencies wait for each other: nothing but an answer to who asked ends a wait."""

from __future__ import annotations

import numpy as np
import pytest

from portal.domain.column_table import NEVER
from portal.domain.coordination import (
    Coordination,
    asked_on,
    coordination_figures,
    days_lost,
    slowest_asked,
)
from portal.domain.figure import Why
from portal.domain.waiting import NO_SOURCE, split_by

DAY = 86_400
#: ticket, asking, asked, start, end, answered
Row = tuple[int, int, int, int, int, bool]


def requests(*rows: Row, until: int = NEVER) -> Coordination:
    ticket, asking, asked, start, end, answered = (list(column) for column in zip(*rows, strict=True))
    whole = [np.array(column, dtype=np.int64) for column in (ticket, asking, asked, start, end, end)]
    return Coordination(
        **dict(zip(("ticket", "asking", "asked", "start", "end", "left"), whole, strict=True)),
        source=np.full(len(rows), NO_SOURCE, dtype=np.int64),
        until=np.full(len(rows), until, dtype=np.int64),
        answered=np.array(answered, dtype=np.bool_),
        hidden=np.zeros(len(rows), dtype=np.bool_),
    )


def flags(*values: bool) -> np.ndarray:
    return np.array(values, dtype=np.bool_)


def test_who_asks_on_is_waited_for_until_the_last_answer() -> None:
    chain = requests((1, 1, 2, 0, 10, False), (1, 2, 3, 10, 20, False), (1, 3, 4, 20, 50, True))
    found = asked_on(chain, flags(False, True, True))
    assert found.end.tolist() == [50, 50, 50]
    assert found.answered.tolist() == [True, True, True]
    assert found.left.tolist() == [10, 20, 50], "who had it when stays as it was"


def test_only_what_follows_at_once_on_the_same_ticket_is_a_chain() -> None:
    apart = requests((1, 1, 2, 0, 10, False), (1, 2, 3, 11, 20, True), (2, 2, 3, 20, 30, True))
    assert asked_on(apart, flags(False, True, True)).end.tolist() == [10, 20, 30]
    again = requests((1, 1, 2, 0, 10, True), (1, 1, 3, 10, 20, False))
    assert asked_on(again, flags(False, False)).end.tolist() == [10, 20]


def test_an_open_request_counts_as_waiting_and_the_oldest_is_named() -> None:
    found = requests((1, 1, 2, 0, 2 * DAY, True), (2, 1, 2, DAY, NEVER, False), (3, 1, 2, 3 * DAY, NEVER, False))
    of = coordination_figures(found.at(11 * DAY))
    assert (of.n, of.open, of.answered, of.unanswered) == (3, 2, 1, 0)
    assert of.oldest == (2, DAY, 10 * DAY)
    assert of.median.why is Why.NOT_REACHED


def test_taking_a_ticket_away_never_improves_the_median() -> None:
    answered = [(n, 1, 2, 0, n * DAY, True) for n in range(1, 5)]
    open_, taken = (9, 1, 2, 0, NEVER, False), (9, 1, 2, 0, DAY // 2, False)
    medians = [coordination_figures(requests(*answered, row).at(30 * DAY)).median for row in (open_, taken)]
    assert medians[0] == medians[1]
    assert medians[0].value == 3 * DAY
    assert coordination_figures(requests(*answered, taken).at(30 * DAY)).unanswered == 1


def test_an_earlier_moment_knows_nothing_of_what_came_later() -> None:
    found = requests((1, 1, 2, 0, 5 * DAY, True), (2, 1, 2, 4 * DAY, NEVER, False))
    then = found.at(3 * DAY)
    assert (len(then), then.open.tolist(), then.answered.tolist(), then.waited.tolist()) == (
        1, [True], [False], [3 * DAY],
    )  # fmt: skip


def test_a_wait_is_counted_no_further_than_its_source_has_spoken() -> None:
    found = requests((1, 1, 2, 0, NEVER, False), until=2 * DAY).at(300 * DAY)
    assert coordination_figures(found).oldest == (1, 0, 2 * DAY)
    assert len(requests((1, 1, 2, 5, NEVER, False), until=4).at(9)) == 0, "asked after its source's last word"


def test_a_day_of_a_ticket_is_lost_once_however_often_it_was_asked_on() -> None:
    chain = asked_on(
        requests((1, 1, 2, 0, DAY, False), (1, 2, 3, DAY, 3 * DAY, True)),
        flags(False, True),
    )
    assert days_lost(chain.at(9 * DAY)) == 3.0
    assert days_lost(requests((1, 1, 2, 0, NEVER, False)).at(2 * DAY)) == 2.0


def test_requests_are_split_by_the_values_of_columns() -> None:
    found = requests((1, 1, 2, 0, 5, True), (2, 3, 2, 0, 5, True), (3, 1, 2, 0, 5, True))
    assert [(key, len(part)) for key, part in split_by(found, "asking", "asked")] == [((1, 2), 2), ((3, 2), 1)]
    assert list(split_by(found.take(found.asked == 9), "asked")) == []
    assert coordination_figures(found.take(found.asked == 9)).median.why is Why.EMPTY


def slow(agency: int, days: int, n: int) -> list[Row]:
    return [(agency * 1000 + k, 1, agency, 0, days * DAY + k, True) for k in range(n)]


def test_an_agency_is_called_slowest_only_when_its_interval_lies_above_all_others() -> None:
    found = slowest_asked(requests(*slow(2, 20, 40), *slow(3, 2, 40), *slow(4, 3, 40)).at(90 * DAY))
    assert found is not None
    assert (found.agency, round(found.times or 0)) == (2, 10)


@pytest.mark.parametrize("n", [29, 40])
def test_nobody_is_called_slowest_from_few_or_equal_waits(n: int) -> None:
    days = 2 if n == 40 else 20
    assert slowest_asked(requests(*slow(2, days, n), *slow(3, 2, n)).at(90 * DAY)) is None


def test_who_never_answers_is_the_slowest_of_all() -> None:
    never = [(n, 1, 5, 0, NEVER, False) for n in range(40)]
    found = slowest_asked(requests(*never, *slow(3, 2, 40), *slow(2, 20, 40)).at(90 * DAY))
    assert found is not None
    assert (found.agency, found.times) == (5, None)
