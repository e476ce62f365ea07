"""Who passed reports on to whom, and how long it had had them: by hand, and held against a plain recount."""

from __future__ import annotations

import random
from collections import defaultdict
from statistics import median

import numpy as np
import pytest

from portal.domain.column_table import NEVER
from portal.domain.passing_on import PassedOn, PassingOn, passed_on, passing_on
from portal.domain.time_in_hand import CustodyColumns

HOUR = 3600
Row = tuple[int, int, int, int, bool]  # ticket, agency, start, end, responsible


def whole(values: list[int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(values, dtype=np.int64)


def found(rows: list[Row], until: list[int]) -> list[tuple[int, int, int, int]]:
    ticket, agency, start, end, role = (list(column) for column in zip(*rows, strict=True)) if rows else ([],) * 5
    custody = CustodyColumns(
        ticket=whole(ticket), agency=whole(agency), start=whole(start), end=whole(end),
        responsible=np.array(role, dtype=np.bool_), waiting=np.zeros(len(rows), dtype=np.bool_),
    )  # fmt: skip
    of: PassingOn = passing_on(custody, whole(until))
    return list(zip(*(c.tolist() for c in (of.ticket, of.giver, of.taker, of.held)), strict=True))


def test_each_agency_that_gave_a_ticket_away_is_counted_with_the_time_that_it_had_it() -> None:
    rows: list[Row] = [(0, 1, 0, 10, True), (0, 2, 10, 40, True), (0, 3, 40, NEVER, True), (1, 1, 5, NEVER, True)]
    assert found(rows, [100, 100]) == [(0, 1, 2, 10), (0, 2, 3, 30)]


def test_asking_another_and_being_checked_is_no_passing_on_and_no_time_in_hand() -> None:
    rows: list[Row] = [
        *[(0, 1, 0, 10, True), (0, 7, 10, 50, False), (0, 1, 50, 60, True)],
        *[(0, 8, 60, 90, False), (0, 2, 90, NEVER, True)],
    ]
    assert found(rows, [100]) == [(0, 1, 2, 20)]


def test_what_is_not_known_yet_has_not_happened() -> None:
    rows: list[Row] = [(0, 1, 0, 10, True), (0, 2, 10, 40, True), (0, 3, 40, NEVER, True)]
    assert found(rows, [39]) == [(0, 1, 2, 10)]
    assert found([], []) == []


def test_a_ticket_that_comes_back_is_passed_on_twice() -> None:
    rows: list[Row] = [(0, 1, 0, 10, True), (0, 2, 10, 12, True), (0, 1, 12, 20, True), (0, 2, 20, NEVER, True)]
    assert found(rows, [100]) == [(0, 1, 2, 10), (0, 2, 1, 2), (0, 1, 2, 8)]


def figures(pairs: list[tuple[int, int]]) -> PassedOn:
    return passed_on(whole([other for other, _ in pairs]), whole([held for _, held in pairs]), 6 * HOUR)


def test_the_others_come_with_most_reports_first_and_late_is_over_the_limit() -> None:
    of = figures([(5, 6 * HOUR), (9, 6 * HOUR + 1), (5, HOUR), (5, 8 * HOUR), (4, HOUR)])
    assert [(other.agency, other.n, other.held.value) for other in of.others] == [
        (5, 3, 6 * HOUR),
        (4, 1, HOUR),
        (9, 1, 6 * HOUR + 1),
    ]
    assert (of.n, of.late, of.held.value) == (5, 2, 6 * HOUR)
    assert (of.held.low, of.held.high) == (None, None), "five values hold no median with 95 %"


def test_nothing_passed_on_has_no_median() -> None:
    of = figures([])
    assert (of.n, of.late, of.others, of.held.value) == (0, 0, (), None)


@pytest.mark.parametrize("seed", range(5))
def test_a_plain_recount_says_the_same(seed: int) -> None:
    chance = random.Random(seed)
    pairs = [(chance.randrange(1, 6), chance.randrange(0, 100_000)) for _ in range(chance.randrange(1, 200))]
    by_other: dict[int, list[int]] = defaultdict(list)
    for other, held in pairs:
        by_other[other].append(held)
    assert {o.agency: (o.n, o.held.value) for o in figures(pairs).others} == {
        other: (len(held), median(held)) for other, held in by_other.items()
    }


def test_the_interval_holds_the_true_median_about_as_often_as_it_says() -> None:
    chance, hit = random.Random(3), 0
    for _ in range(400):
        held = figures([(1, int(chance.expovariate(1 / 50_000))) for _ in range(60)]).held
        assert held.low is not None and held.high is not None
        hit += held.low <= 50_000 * 0.6931 <= held.high
    assert 0.93 <= hit / 400 <= 0.99
