"""The charts of an agency's page: each is drawn when its figures are there, and left out when not."""

from __future__ import annotations

from portal.charts.scorecard import scorecard_charts
from portal.domain.period_scorecard import MonthFlow, PeriodScorecard
from portal.domain.scorecard import Flow
from tests.domain.test_scorecard import card, done

FLOWS = (MonthFlow("2023-10", 30, 20), MonthFlow("2023-11", 5, 9), MonthFlow("2023-12", 5, 1))


def sheet(*flows: MonthFlow) -> PeriodScorecard:
    """Forty tickets, each done one day after the one before, and three that are open."""
    tickets = [*(done(n) for n in range(1, 41)), {}, {}, {}]
    return PeriodScorecard(card=card(*tickets, on_day=200), flow=Flow(received=43, resolved=40), trend=flows)


def test_a_scorecard_has_a_curve_closings_ages_and_months() -> None:
    found = scorecard_charts(sheet(), sheet(*FLOWS), "2023-12", 604_800)
    assert found.curve is not None
    assert sum(segment.n for segment in found.closings) == 43
    assert sum(band.n for band in found.ages) == 3
    assert found.months is not None
    assert [bar.month.received for bar in found.months.bars] == [30, 5, 5]


def test_the_month_of_the_figures_is_the_running_one() -> None:
    months = scorecard_charts(sheet(), sheet(*FLOWS), "2023-12", 604_800).months
    assert months is not None
    assert [month.running for month in months.months] == [False, False, True]
    ended = scorecard_charts(sheet(), sheet(*FLOWS), "2026-11", 604_800).months
    assert ended is not None
    assert not any(month.running for month in ended.months)


def test_a_single_month_is_not_drawn() -> None:
    assert scorecard_charts(sheet(), sheet(FLOWS[0]), "2023-12", 604_800).months is None


def test_without_tickets_in_the_period_only_what_is_of_all_time_is_drawn() -> None:
    found = scorecard_charts(None, sheet(*FLOWS), "2023-12", 604_800)
    assert (found.curve, found.closings) == (None, ())
    assert found.ages
    assert found.months is not None


def test_before_the_first_computation_nothing_is_drawn() -> None:
    found = scorecard_charts(None, None, "", 604_800)
    assert (found.curve, found.closings, found.ages, found.months) == (None, (), (), None)
