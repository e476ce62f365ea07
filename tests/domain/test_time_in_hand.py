"""An agency's own time: what counts as its own, what ends it, and the ways of gaming that it must not reward."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain.cohort import OPEN, REASONS, UNTOLD
from portal.domain.column_table import NEVER
from portal.domain.time_in_hand import Cause, CustodyColumns, TicketEnds, TimeInHand, held_through, time_in_hand
from portal.domain.transitions import Closing

HOUR = 3600
DAY = 24 * HOUR
LIMIT = 6 * HOUR
ROADS, WATER, LIGHTS, VALIDATOR = 1, 2, 3, 9
#: (agency, hours from, hours until or None, responsible; WAITS: it waits for the reporter)
Period = tuple[int, float, float | None, bool | int]
WAITS = 2


def found(
    periods: Sequence[Sequence[Period]],
    ends: Sequence[tuple[int, Closing | None]],
    stays: Sequence[int] | None = None,
    until: float = 90 * 24,
) -> TimeInHand:
    """Times in hand of the tickets that ``columns`` makes; hand-over limit of six hours."""
    return time_in_hand(*columns(periods, ends, stays, until), LIMIT)


def columns(
    periods: Sequence[Sequence[Period]],
    ends: Sequence[tuple[int, Closing | None]],
    stays: Sequence[int] | None,
    until: float,
) -> tuple[CustodyColumns, TicketEnds]:
    """Tickets with these periods of custody, whose responsible agency and closing reason are ``ends``; targets of seven
    days, known until so many hours."""
    rows = [(ticket, *period) for ticket, held in enumerate(periods) for period in held]
    custody = CustodyColumns(
        ticket=whole([row[0] for row in rows]),
        agency=whole([row[1] for row in rows]),
        start=whole([row[2] * HOUR for row in rows]),
        end=whole([NEVER if row[3] is None else row[3] * HOUR for row in rows]),
        responsible=np.array([row[4] > 0 for row in rows], dtype=np.bool_),
        waiting=np.array([row[4] == WAITS for row in rows], dtype=np.bool_),
    )
    tickets = TicketEnds(
        agency=whole([agency for agency, _ in ends]),
        closing=whole([OPEN if reason is None else REASONS.index(reason) for _, reason in ends]),
        stays=whole(range(len(ends)) if stays is None else stays),
        target=whole([7 * DAY] * len(ends)),
        until=whole([until * HOUR] * len(ends)),
    )
    return custody, tickets


def whole(values: Sequence[float] | range) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array([int(value) for value in values], dtype=np.int64)


def rows(times: TimeInHand) -> list[tuple[int, int, float, Cause]]:
    """(ticket, agency, hours held, cause)."""
    held = (times.held / HOUR).tolist()
    causes = [Cause(cause) for cause in times.cause.tolist()]
    return list(zip(times.ticket.tolist(), times.agency.tolist(), held, causes, strict=True))


def test_quick_passing_on_of_a_misrouted_report_is_nobodys_failure() -> None:
    times = found([[(ROADS, 0, 2, True), (WATER, 2, 50, True)]], [(WATER, Closing.RESOLVED)])
    assert rows(times) == [(0, WATER, 48, Cause.RESOLVED)]


def test_a_quick_fix_counts_for_who_fixed_it() -> None:
    times = found([[(ROADS, 0, 2, True)]], [(ROADS, Closing.RESOLVED)])
    assert rows(times) == [(0, ROADS, 2, Cause.RESOLVED)] and times.kept.all()


def test_giving_away_what_is_late_leaves_it_late_and_charges_nothing_to_the_receiver() -> None:
    times = found([[(ROADS, 0, 200, True), (WATER, 200, 248, True)]], [(WATER, Closing.RESOLVED)])
    assert rows(times) == [(0, ROADS, 200, Cause.PASSED_ON), (0, WATER, 48, Cause.RESOLVED)]
    assert times.due.tolist() == [True, True] and times.kept.tolist() == [False, True]
    assert times.otherwise.tolist() == [200 * HOUR]


def test_giving_away_a_day_before_the_deadline_is_not_kept_either() -> None:
    times = found([[(ROADS, 0, 144, True), (WATER, 144, None, True)]], [(WATER, None)])
    assert times.kept.tolist() == [False, False] and times.due.tolist() == [True, True]


def test_passing_around_within_the_limit_adds_up() -> None:
    around: list[Period] = []
    for turn in range(6):
        around.append((ROADS if turn % 2 == 0 else WATER, turn * 5, turn * 5 + 5, True))
    times = found([[*around, (LIGHTS, 30, None, True)]], [(LIGHTS, None)])
    assert rows(times)[:2] == [(0, ROADS, 15, Cause.PASSED_ON), (0, WATER, 15, Cause.PASSED_ON)]


def test_what_comes_back_is_still_the_agencys_own() -> None:
    times = found([[(ROADS, 0, 10, True), (WATER, 10, 30, True), (ROADS, 30, 40, True)]], [(ROADS, Closing.RESOLVED)])
    assert rows(times) == [(0, ROADS, 20, Cause.RESOLVED), (0, WATER, 20, Cause.PASSED_ON)]
    assert (times.left.tolist(), times.otherwise.tolist()) == ([40 * HOUR, 30 * HOUR], [30 * HOUR])


def test_the_clock_stands_still_while_another_is_asked_and_while_the_work_is_checked() -> None:
    held: list[Period] = [
        (ROADS, 0, 10, True),
        (WATER, 10, 100, False),
        (ROADS, 100, 120, True),
        (VALIDATOR, 120, 200, False),
    ]
    assert rows(found([held], [(ROADS, Closing.RESOLVED)])) == [(0, ROADS, 30, Cause.RESOLVED)]
    assert rows(found([held[:2]], [(ROADS, None)])) == [(0, ROADS, 10, Cause.GOING_ON)]


def test_the_target_stands_still_while_the_reporter_is_asked_and_the_time_in_hand_does_not() -> None:
    """Three days of waiting: done on day nine, it is in time. Another that took nine days is not."""
    waited: list[Period] = [(ROADS, 0, 48, True), (ROADS, 48, 120, WAITS), (ROADS, 120, 216, True)]
    times = found([waited, [(WATER, 0, 216, True)]], [(ROADS, Closing.RESOLVED), (WATER, Closing.RESOLVED)])
    assert rows(times) == [(0, ROADS, 216, Cause.RESOLVED), (1, WATER, 216, Cause.RESOLVED)]
    assert (times.waited / HOUR).tolist() == [72, 0] and times.kept.tolist() == [True, False]
    for until, due in ((9 * 24, False), (10 * 24, True), (11 * 24, True)):
        still = found([[*waited[:2], (ROADS, 120, None, True)]], [(ROADS, None)], until=until)
        assert still.due.tolist() == [due], until
    late: list[Period] = [(ROADS, 0, 170, True), (ROADS, 170, 190, WAITS), (ROADS, 190, 191, True)]
    times = found([late], [(ROADS, Closing.RESOLVED)])
    assert times.due.all() and not times.kept.any(), "asked past its target, it stays late"


def test_what_was_waited_in_a_duplicate_puts_no_target_off() -> None:
    """Else many duplicates, each with a question, would give the report that stays a target without an end."""
    asked: list[Period] = [(ROADS, 0, 72, WAITS), (ROADS, 72, 74, True)]
    ends = [(ROADS, Closing.DUPLICATE), (ROADS, Closing.DUPLICATE), (ROADS, Closing.RESOLVED)]
    times = found([asked, asked, [(ROADS, 0, 9 * 24, True)]], ends, stays=[2, 2, 2])
    assert times.waited.tolist() == [0] and not times.kept.any()


def test_an_end_that_did_not_hold_stops_no_clock() -> None:
    """Resolved in hour 167 of 168, disputed on day 8, done on day 12: twelve days, and late."""
    times = found(
        [[(ROADS, 0, 160, True), (VALIDATOR, 160, 167, False), (ROADS, 192, 288, True)]],
        [(ROADS, Closing.RESOLVED_AFTER_DISPUTE)],
    )
    assert rows(times) == [(0, ROADS, 160 + 25 + 96, Cause.RESOLVED)]
    assert not times.kept.any()


def test_an_end_that_did_not_hold_ends_no_period_of_custody() -> None:
    """Else many ends in name would make many short periods of one long one."""
    ends = [(ROADS, None)] * 2
    custody, _ = columns(
        [
            [(ROADS, 0, 10, True), (ROADS, 30, 40, True), (ROADS, 50, None, True)],
            [(ROADS, 0, 10, True), (VALIDATOR, 10, 12, False), (ROADS, 20, 30, True), (WATER, 30, 40, True)],
        ],
        ends,
        None,
        90,
    )
    through = held_through(custody)
    found = [column.tolist() for column in (through.ticket, through.agency, through.start // HOUR)]
    assert found == [[0, 1, 1, 1, 1], [ROADS, ROADS, VALIDATOR, ROADS, WATER], [0, 0, 10, 12, 30]]
    assert through.end.tolist() == [NEVER, 10 * HOUR, 12 * HOUR, 30 * HOUR, 40 * HOUR]
    assert len(held_through(columns([], [], None, 90)[0]).ticket) == 0


@pytest.mark.parametrize("reason", [Closing.REJECTED, Closing.CLOSED, Closing.TIMED_OUT])
def test_rejecting_or_closing_keeps_no_deadline(reason: Closing) -> None:
    times = found([[(ROADS, 0, 144, True)]], [(ROADS, reason)])
    assert times.due.all() and not times.kept.any()
    assert rows(times)[0][3] is (Cause.REJECTED if reason is Closing.REJECTED else Cause.CLOSED)


def test_merging_stops_no_clock() -> None:
    """A late report is merged into a fresh one: its time goes on there, and side by side it counts once."""
    times = found(
        [[(ROADS, 0, 200, True)], [(ROADS, 190, 230, True)]],
        [(ROADS, Closing.DUPLICATE), (ROADS, Closing.RESOLVED)],
        stays=[1, 1],
    )
    assert rows(times) == [(1, ROADS, 230, Cause.RESOLVED)]
    assert times.received.tolist() == [0] and not times.kept.any()


def test_a_duplicate_counts_for_nobody_where_the_report_that_stays_has_no_known_outcome() -> None:
    ends = [(ROADS, Closing.DUPLICATE), (ROADS, None)]
    custody, tickets = columns([[(ROADS, 0, 30, True)], [(ROADS, 10, None, True)]], ends, [1, 1], 90 * 24)
    untold = replace(tickets, closing=whole([REASONS.index(Closing.DUPLICATE), UNTOLD]))
    assert len(time_in_hand(custody, tickets, LIMIT)) == 1 and len(time_in_hand(custody, untold, LIMIT)) == 0


def test_a_duplicate_of_a_report_that_nobody_names_counts_for_nobody() -> None:
    assert len(found([[(ROADS, 0, 30, True)]], [(ROADS, Closing.DUPLICATE)])) == 0


def test_what_is_not_known_yet_is_not_looked_at() -> None:
    times = found([[(ROADS, 0, 10, True), (WATER, 10, None, True)]], [(ROADS, None)], until=8)
    assert rows(times) == [(0, ROADS, 8, Cause.GOING_ON)]
    assert not times.due.any()


def test_without_custody_there_is_nothing() -> None:
    assert len(found([], [])) == 0


@given(st.lists(st.tuples(st.sampled_from([ROADS, WATER, LIGHTS]), st.integers(0, 50)), min_size=1, max_size=12))
@settings(max_examples=200)
def test_own_times_of_all_agencies_add_up_to_the_whole_wait(steps: list[tuple[int, int]]) -> None:
    """Without a hand-over limit, and when nobody was asked: no hour is lost and none is charged twice."""
    periods: list[Period] = []
    at = 0
    for agency, hours in steps:
        periods.append((agency, at, at + hours, True))
        at += hours
    last = steps[-1][0]
    custody = CustodyColumns(
        ticket=whole([0] * len(periods)),
        agency=whole([period[0] for period in periods]),
        start=whole([period[1] * HOUR for period in periods]),
        end=whole([(period[2] or 0) * HOUR for period in periods]),
        responsible=np.ones(len(periods), dtype=np.bool_),
        waiting=np.zeros(len(periods), dtype=np.bool_),
    )
    tickets = TicketEnds(
        agency=whole([last]), closing=whole([0]), stays=whole([0]), target=whole([DAY]), until=whole([at * HOUR])
    )
    assert time_in_hand(custody, tickets, -1).held.sum() == at * HOUR
