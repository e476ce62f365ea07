"""The figures of a scorecard, each on tickets small enough to count by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain.cohort import OPEN, REASONS, Cohort
from portal.domain.column_table import NEVER
from portal.domain.figure import Why
from portal.domain.scorecard import Flow, Scorecard, hands, repeated, scorecard
from portal.domain.transitions import Closing

DAY = 86_400
FIELDS = {
    "submitted": 0, "responded": NEVER, "acted": NEVER, "resolved": NEVER, "ended": NEVER, "own": 0,
    "response_due": DAY // 4, "due": 7 * DAY, "stood": 0,
    "closing": OPEN, "reopened": 0, "disputed": 0, "confirmed": 0, "responses": 0, "until": NEVER, "reporter": -1,
    "asked": 0, "answered": 0,
}  # fmt: skip


def cohort(*tickets: dict[str, int]) -> Cohort:
    """Tickets as dicts; what is left out is as in FIELDS: open, received at second 0, due in 7 days."""
    columns = {name: [t.get(name, value) for t in tickets] for name, value in FIELDS.items()}
    columns["since"] = [t.get("since", t.get("submitted", 0)) for t in tickets]
    arrays = {name: np.array(values, dtype=np.int64) for name, values in columns.items()}
    return Cohort(ticket=np.arange(1, len(tickets) + 1, dtype=np.int64), **arrays)


def done(day: float, **more: int) -> dict[str, int]:
    at = int(day * DAY) + more.get("submitted", 0)
    return {"responded": at, "acted": at, "resolved": at, "ended": at, "closing": 0, "responses": 1, **more}


def ended(day: float, reason: Closing, **more: int) -> dict[str, int]:
    return {"ended": int(day * DAY), "closing": REASONS.index(reason), **more}


def card(*tickets: dict[str, int], on_day: float = 10) -> Scorecard:
    return scorecard(cohort(*tickets), int(on_day * DAY))


def test_a_reopened_ticket_waits_from_its_first_submission() -> None:
    # Three are done after 1 day; the fourth was done after 2, reopened, and is open on day 10: 3 of 4 within 7 days.
    found = card(done(1), done(1), done(1), {"reopened": 1})
    assert found.resolution.within[2].value == 0.75
    assert found.resolution.ended == 3
    assert (found.reopened.value, found.reopened.n) == (0.25, 4)


def test_rejected_and_duplicate_are_left_out_of_durations_and_shown_as_shares() -> None:
    found = card(done(1), done(5), ended(0, Closing.REJECTED), ended(0, Closing.DUPLICATE))
    assert (found.received, found.counted) == (4, 2)
    assert (found.rejected.value, found.duplicate.value) == (0.25, 0.25)
    assert found.resolution.median.value == DAY
    assert found.on_time.n == 2


def test_closed_without_a_fix_never_counts_as_resolved_however_early() -> None:
    # Two done on day 1, two closed on day 2. Dropping the closed ones would say that all were done within 3 days.
    for reason in (Closing.CLOSED, Closing.TIMED_OUT):
        found = card(done(1), done(1), ended(2, reason), ended(2, reason))
        assert found.resolution.within[1].value == 0.5
        assert found.on_time.value == 0.5
        assert found.closing[reason] == 2


def test_closing_a_hard_ticket_makes_no_figure_of_time_better() -> None:
    left_open = card(done(1), done(1), {})
    closed = card(done(1), done(1), ended(3, Closing.CLOSED))
    assert closed.resolution == left_open.resolution
    assert closed.on_time == left_open.on_time


def test_on_time_asks_only_after_tickets_whose_deadline_has_passed() -> None:
    # Due on day 7: one in time, one at the very second, one late, one still open = late. Two are not due yet.
    late = {"due": 20 * DAY}
    found = card(done(3), done(7), done(8), {}, done(1, **late), late)
    assert (found.on_time.value, found.on_time.n) == (0.5, 4)


def test_a_first_action_has_its_own_deadline_and_a_first_answer_its_own_time() -> None:
    found = card({"acted": 3600, "responded": 5 * DAY}, {"acted": 2 * DAY, "responded": 2 * DAY}, {})
    assert (found.action_on_time.value, found.action_on_time.n) == (pytest.approx(1 / 3), 3)
    assert found.response.median.value == 5 * DAY


def test_citizens_wait_since_the_earliest_of_the_reports_that_were_merged() -> None:
    merged = done(1, submitted=30 * DAY, since=0)
    assert card(merged, on_day=60).resolution.median.value == 31 * DAY


def test_backlog_counts_ages_in_bands_and_names_the_oldest() -> None:
    ages = (1, 6, 7, 29, 30, 90, 200)
    found = card(done(1), *[{"submitted": (200 - a) * DAY, "due": (207 - a) * DAY} for a in ages], on_day=200).backlog
    assert found.n == 7
    assert found.bands == (2, 2, 1, 2)  # under 7: 1, 6; 7 to 30: 7, 29; 30 to 90: 30; 90 and over: 90, 200
    assert found.median == 29 * DAY
    assert found.longest == (8, 7, 6, 5, 4, 3, 2)
    assert found.overdue == 5  # a ticket is overdue once its deadline is reached


def test_of_many_open_tickets_ten_are_named_and_equal_ages_go_by_id() -> None:
    ages = (3, 9, *[5] * 12, 8)
    found = card(*[{"submitted": (20 - a) * DAY} for a in ages], on_day=20).backlog
    assert found.longest == (2, 15, 3, 4, 5, 6, 7, 8, 9, 10)


def test_a_young_cohort_says_so_instead_of_a_share() -> None:
    # On day 10 half of the tickets are 10 days old: 7 days can be judged, 30 cannot.
    found = card(done(1), done(2), {}, {}).resolution
    assert found.within[2].value == 0.5
    assert [f.why for f in found.within[3:]] == [Why.TOO_YOUNG, Why.TOO_YOUNG]


def test_january_is_not_judged_by_thirty_days_on_the_twelfth_of_february() -> None:
    # One ticket a day; on 12 February 12 of 31 are 30 days old, on 7 March all are.
    january = [done(3, submitted=d * DAY) for d in range(31)]
    assert card(*january, on_day=42).resolution.within[3].why is Why.TOO_YOUNG
    assert card(*january, on_day=65).resolution.within[3].value == 1.0


def test_median_of_a_day_old_flood_is_too_young_and_of_a_month_old_one_is_not_reached() -> None:
    assert card(done(0.5), {}, {}, on_day=1).resolution.median.why is Why.TOO_YOUNG
    assert card(done(0.5), {}, {}, on_day=30).resolution.median.why is Why.NOT_REACHED


def test_disputes_and_confirmations_are_shares_of_what_had_ended() -> None:
    found = card(done(1, disputed=1, reopened=1), done(1, confirmed=2), done(1), done(1), {}, {"disputed": 0})
    assert (found.disputed.value, found.disputed.n) == (0.25, 4)
    assert found.confirmed.value == 0.25


def test_who_was_asked_is_a_share_of_what_had_ended_and_who_answered_of_those_asked() -> None:
    said: tuple[dict[str, int], ...] = ({"asked": 1}, {"asked": 2, "answered": 2}, {"asked": 1, "reopened": 1}, {})
    found = card(*(done(1, **each) for each in said), ended(2, Closing.REJECTED, asked=1), {"asked": 1, "reopened": 1})
    assert (found.asked.value, found.asked.n) == (0.8, 5)
    assert (found.answered.value, found.answered.n) == (0.25, 4)
    assert card(done(1)).answered.why is Why.EMPTY, "nobody was asked"


def test_closed_without_any_answer_is_counted() -> None:
    found = card(done(1), ended(2, Closing.TIMED_OUT), {})
    assert (found.silent.value, found.silent.n) == (0.5, 2)


def test_distinct_reporters_are_counted_only_when_all_are_known() -> None:
    assert card(done(1, reporter=5), done(1, reporter=5), done(1, reporter=6)).reporters == 2
    assert card(done(1, reporter=5), done(1)).reporters is None


def test_what_came_after_the_as_of_time_is_not_looked_at() -> None:
    later = done(1, submitted=50 * DAY)
    assert card(done(1), later, on_day=10).received == 1


def test_a_scorecard_of_no_tickets_has_no_figures_and_no_error() -> None:
    found = card()
    assert (found.received, found.resolution.median.why, found.on_time.why) == (0, Why.EMPTY, Why.EMPTY)
    assert (found.backlog.median, found.backlog.longest, found.reporters) == (None, (), None)


def test_fewer_than_thirty_are_small() -> None:
    assert card(*[done(1)] * 29).small
    assert not card(*[done(1)] * 30).small


def test_clearance_is_resolved_over_received_and_nothing_received_has_none() -> None:
    assert Flow(received=8, resolved=6).clearance == 0.75
    assert Flow(received=0, resolved=2).clearance is None


def test_waiting_is_charged_to_the_hands_it_happened_in() -> None:
    # Three stays: two days, four days, and one since day 7 that is still there on day 10.
    since, until = np.array([0, 0, 7 * DAY]), np.array([2 * DAY, 4 * DAY, NEVER])
    found = hands(since, until, 10 * DAY)
    assert (found.spells, found.total) == (3, 9 * DAY)
    assert found.median.value == 4 * DAY  # 2 days: 1 of 3 over; 3+ leaves; 4 days: the last


def test_same_text_counts_every_answer_that_shares_its_words() -> None:
    found = repeated(np.array([5, 1, 1, 3]))
    assert (found.value, found.n) == (0.8, 10)


seconds = st.integers(0, 20 * DAY)
ticket = st.builds(
    lambda at, took, kind: {"submitted": at, **({} if kind is None else _ended(at + took, kind))},
    seconds,
    seconds,
    st.sampled_from([None, *Closing]),
)


def _ended(at: int, kind: Closing) -> dict[str, int]:
    fixed = kind in (Closing.RESOLVED, Closing.RESOLVED_AFTER_DISPUTE)
    return {"ended": at, "closing": REASONS.index(kind), "resolved": at if fixed else NEVER}


@settings(deadline=None)
@given(st.lists(ticket, max_size=60))
def test_every_ticket_is_somewhere_and_shares_never_shrink_with_time(tickets: list[dict[str, int]]) -> None:
    found = card(*tickets, on_day=45)
    assert found.received == found.backlog.n + sum(found.closing.values())
    assert sum(found.backlog.bands) == found.backlog.n
    shown = [f.value for f in found.resolution.within if f.value is not None]
    assert shown == sorted(shown)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from([None, *Closing])), min_size=1))
def test_when_all_were_watched_alike_the_curve_counts_what_was_fixed(kinds: list[tuple[int, Closing | None]]) -> None:
    # Without censoring before the day asked for, the estimate must equal counting.
    made = [{} if k is None else _ended(d * DAY // 2, k) for d, k in kinds]
    counts = [t for t, (_, k) in zip(made, kinds, strict=True) if k not in (Closing.REJECTED, Closing.DUPLICATE)]
    fixed = sum(1 for t in counts if t.get("resolved", NEVER) <= 3 * DAY)
    found = card(*made, on_day=10).resolution.within[1]
    assert found.value == (pytest.approx(fixed / len(counts)) if counts else None)
