"""The sentence that an agency's page begins with: one case for each rule, and what comes first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal.domain.change import compared_years
from portal.domain.figure import Figure, Why, nothing, wilson
from portal.domain.finding import Finding, FindingKind, finding
from portal.domain.period_scorecard import Outcomes, PeriodScorecard
from portal.domain.time_in_hand import Cause
from tests.domain.test_change import days, of
from tests.domain.test_scorecard import DAY

TARGET = 7.0 * DAY
FINE = wilson(70, 100)


THREE_DAYS, DONE = days(3), wilson(90, 100)


def plain(median: Figure = THREE_DAYS, passed: int = 0, done: Figure = DONE, **shares: Figure) -> PeriodScorecard:
    """An agency of whose figures none stands out, but for what is given."""
    calm = {name: wilson(1, 100) for name in ("rejected", "disputed", "reopened", "silent")}
    sheet = of(median, **{"on_time": FINE, **calm, **shares})
    resolution = replace(sheet.card.resolution, within=(FINE, FINE, FINE, FINE, done))
    ended = dict.fromkeys(Cause, 0) | {Cause.PASSED_ON: passed, Cause.RESOLVED: median.n - passed}
    outcomes = Outcomes(ended=ended, others=(), citizens=resolution)
    return replace(sheet, card=replace(sheet.card, resolution=resolution), outcomes=outcomes)


def found(sheet: PeriodScorecard) -> Finding:
    return finding(sheet, (), TARGET)


@pytest.mark.parametrize(
    ("kind", "sheet"),
    [
        (FindingKind.PASSES_ON, plain(passed=70)),
        (FindingKind.UNFINISHED, plain(done=wilson(30, 100))),
        (FindingKind.LATE, plain(on_time=wilson(30, 100))),
        (FindingKind.ENDS_ELSEWHERE, plain(passed=35)),
        (FindingKind.REJECTS, plain(rejected=wilson(35, 100))),
        (FindingKind.DISPUTED, plain(disputed=wilson(20, 100))),
        (FindingKind.REOPENED, plain(reopened=wilson(20, 100))),
        (FindingKind.SILENT, plain(silent=wilson(35, 100))),
        (FindingKind.SAME_TEXT, replace(plain(), same_text=wilson(80, 100))),
        (FindingKind.SLOW, plain(days(12))),
        (FindingKind.PROMPT, plain(on_time=wilson(95, 100))),
        (FindingKind.USUAL, plain()),
        (FindingKind.YOUNG, plain(nothing(Why.TOO_YOUNG, 100))),
        (FindingKind.FEW, plain(days(40, n=29), on_time=wilson(0, 29))),
        (FindingKind.NOTHING, plain(nothing(Why.EMPTY, 0))),
    ],
    ids=lambda value: value.value if isinstance(value, FindingKind) else "",
)
def test_each_rule_has_its_finding(kind: FindingKind, sheet: PeriodScorecard) -> None:
    assert found(sheet).kind is kind


def test_a_share_whose_interval_reaches_its_limit_is_no_finding() -> None:
    assert found(plain(on_time=wilson(45, 100))).kind is FindingKind.USUAL  # 36 to 55 %
    assert found(plain(on_time=wilson(450, 1000))).kind is FindingKind.LATE  # 42 to 48 %


def test_whether_it_is_done_comes_before_whether_it_holds() -> None:
    both = plain(on_time=wilson(30, 100), disputed=wilson(20, 100))
    assert found(both) == Finding(FindingKind.LATE, wilson(30, 100))


def test_ten_times_the_reports_are_the_same_finding() -> None:
    many = plain(days(3, n=1000), on_time=wilson(300, 1000))
    assert found(many).kind is found(plain(on_time=wilson(30, 100))).kind


def test_a_year_before_is_told_only_when_the_difference_is_no_chance() -> None:
    now, before, near = plain(days(3)), plain(days(9)), plain(days(3.2))
    faster = finding(now, compared_years(now, before), TARGET)
    assert (faster.kind, faster.figure, faster.before) == (FindingKind.FASTER, days(3), days(9))
    assert finding(before, compared_years(before, now), TARGET).kind is FindingKind.SLOWER
    assert finding(now, compared_years(now, near), TARGET).kind is FindingKind.USUAL
