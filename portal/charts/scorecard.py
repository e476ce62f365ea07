"""The charts of one agency's page, from its stored scorecards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..domain.period_scorecard import PeriodScorecard
from .bars import AgeBand, Segment, age_bars, closing_bar
from .ends import EndsChart, ends_chart
from .monthly import MonthlyChart, monthly_chart
from .resolution_curve import ResolutionCurve, resolution_curve
from .share_axis import ShareAxis
from .wait_strips import LongWaitParts, WaitStrips, wait_strips

_MONTHLY_HEIGHT = 140  # pixels: there is more room than beside a list


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardCharts:
    """``ends`` None: its steps are not stored, as of a month; ``curve`` None: too little to draw; ``months`` None: the
    agency has less than two months; ``strips`` None: nothing waits."""

    ends: EndsChart | None
    curve: ResolutionCurve | None
    closings: tuple[Segment, ...]
    ages: tuple[AgeBand, ...]
    months: MonthlyChart | None
    strips: WaitStrips | None
    shares: ShareAxis


def scorecard_charts(
    period: PeriodScorecard | None,
    whole: PeriodScorecard | None,
    running: str,
    target: float,
    begun: date | None = None,
    waits: Sequence[LongWaitParts] = (),
) -> ScorecardCharts:
    """``period``: the figures of the chosen period, ``whole``: of all time; None where there are no tickets.
    ``running``: the key of the month that is not over, 2023-12. ``target``: the city's, in seconds; ``begun``: the
    day of its first ticket; ``waits``: as in wait_strips."""
    return ScorecardCharts(
        ends=ends_chart(period.card.resolution, period.outcomes, target) if period and period.outcomes else None,
        curve=resolution_curve(period.card.resolution) if period else None,
        closings=closing_bar(period) if period else (),
        ages=age_bars(whole.card.backlog.bands) if whole else (),
        months=_months(whole, running, begun) if whole else None,
        strips=wait_strips(waits, target),
        shares=ShareAxis(),
    )


def _months(whole: PeriodScorecard, running: str, begun: date | None) -> MonthlyChart | None:
    counts = [(_first_day(flow.key), flow.received, flow.resolved) for flow in whole.trend]
    left = {_first_day(flow.key): flow.otherwise for flow in whole.trend if flow.otherwise is not None}
    if len(counts) < 2:
        return None
    return monthly_chart(counts, _first_day(running), (begun, None), _MONTHLY_HEIGHT, left or None)


def _first_day(month: str) -> date:
    return date.fromisoformat(f"{month}-01")
