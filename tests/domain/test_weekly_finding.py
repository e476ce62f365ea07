"""The finding of the week is chosen by a rule that counts its comparisons and cannot accuse by size."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from portal.domain.figure import ENOUGH
from portal.domain.weekly_finding import (
    COMPARED,
    STEPS,
    LateCount,
    SubjectKind,
    WeeklyFinding,
    WeeklyKind,
    WeeklySubject,
    weekly_finding,
)

SHORT = STEPS - 2 * COMPARED


def kind(id: int) -> WeeklySubject:
    return WeeklySubject(SubjectKind.CATEGORY, id)


def course(n: int, before: float, now: float, *, year_ago: float | None = None) -> tuple[LateCount, ...]:
    """``n`` reports a step of which a share was late in the last three steps, before, and a year ago (None: no reports
    are known that are older than the six last steps)."""
    first = [LateCount(0, 0)] * SHORT if year_ago is None else [_step(n, year_ago)] * COMPARED
    first += [] if year_ago is None else [_step(n, before)] * (SHORT - COMPARED)
    return (*first, *[_step(n, before)] * COMPARED, *[_step(n, now)] * COMPARED)


def _step(n: int, share: float) -> LateCount:
    return LateCount(round(n * share), n)


def found(groups: Mapping[int, tuple[LateCount, ...]]) -> WeeklyFinding:
    """Among groups that are all the city's reports together."""
    city = [
        LateCount(sum(one[step].late for one in groups.values()), sum(one[step].n for one in groups.values()))
        for step in range(STEPS)
    ]
    return weekly_finding(city, {kind(id): one for id, one in groups.items()})


def test_the_largest_change_is_the_finding_however_many_reports_others_have() -> None:
    of = found({1: course(60, 0.3, 0.6), 2: course(5000, 0.3, 0.38), 3: course(3000, 0.31, 0.3)})
    assert (of.kind, of.subject, of.more, of.yearly) == (WeeklyKind.CHANGED, kind(1), True, False)
    assert (of.now.value, of.before.value, of.now.n) == (0.6, 0.3, 180)
    assert of.others_before.value is not None and of.others.value is not None
    assert of.others.n == 3 * 8000, "of all other reports"
    assert of.comparisons == 6, "each with itself before and with the others"


def test_a_tenfold_city_with_the_same_shares_has_the_same_finding() -> None:
    """Size alone makes nothing a finding: what differs by a little is none, however sure it is."""
    small = found({1: course(500, 0.3, 0.33), 2: course(500, 0.3, 0.3)})
    large = found({1: course(50_000, 0.3, 0.33), 2: course(50_000, 0.3, 0.3)})
    assert small.kind is large.kind is WeeklyKind.NOTHING
    assert large.apart == 0 and large.subject is None and large.rest == ()


def test_a_year_ago_is_what_a_change_is_held_against_where_the_city_has_one() -> None:
    of = found({1: course(80, 0.6, 0.6, year_ago=0.3), 2: course(400, 0.3, 0.3, year_ago=0.3)})
    assert (of.kind, of.subject, of.yearly, of.before.value) == (WeeklyKind.CHANGED, kind(1), True, 0.3)


def test_a_change_is_news_before_a_larger_difference_that_lasts() -> None:
    of = found({1: course(200, 0.9, 0.9), 2: course(200, 0.2, 0.4), 3: course(200, 0.3, 0.3)})
    assert (of.kind, of.subject) == (WeeklyKind.CHANGED, kind(2))
    lasting = found({1: course(200, 0.9, 0.9), 2: course(200, 0.3, 0.3), 3: course(200, 0.3, 0.3)})
    assert (lasting.kind, lasting.subject, lasting.more) == (WeeklyKind.DIFFERS, kind(1), True)
    assert lasting.beside == lasting.others


def test_good_news_are_news() -> None:
    of = found({1: course(100, 0.7, 0.3), 2: course(300, 0.3, 0.3)})
    assert (of.kind, of.subject, of.more) == (WeeklyKind.CHANGED, kind(1), False)


def test_fewer_than_thirty_reports_in_a_step_are_compared_with_nothing() -> None:
    few = found({1: course(ENOUGH - 1, 0.1, 0.9), 2: course(300, 0.3, 0.3)})
    assert (few.kind, few.comparisons) == (WeeklyKind.NOTHING, 1), "the large one with its own past"
    none = found({1: course(10, 0.1, 0.9), 2: course(10, 0.3, 0.3)})
    assert (none.kind, none.comparisons, none.subject) == (WeeklyKind.FEW, 0, None)
    assert found({}).kind is WeeklyKind.FEW


def test_many_comparisons_of_equal_groups_find_something_in_one_week_of_twenty_at_most() -> None:
    """Sixty comparisons of shares that differ by chance alone: uncorrected, three would stand out in each week."""
    chance, weeks = np.random.default_rng(3), 100

    def drawn() -> tuple[LateCount, ...]:
        return tuple(LateCount(late, 40) for late in chance.binomial(40, 0.35, STEPS).tolist())

    of = [found({id: drawn() for id in range(1, 31)}) for _ in range(weeks)]
    assert {one.comparisons for one in of} == {60}
    assert sum(one.kind is not WeeklyKind.NOTHING for one in of) <= 0.08 * weeks
