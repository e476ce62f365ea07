"""The scorecards of one group of tickets, one for each period that it has tickets in."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ...domain.period import Period, Span
from ...domain.period_scorecard import PeriodScorecard
from ...domain.scorecard import Flow, scorecard
from ...domain.scorecard import Scorecard as Card
from .agency_sheets import AgencyColumns, agency_sheets
from .groups import Periods, ScorecardGroup, apart, monthly_flow

#: How short the periods of a scope are; what is not named here has years only.
SPANS = {"city": frozenset(Span), "agency": frozenset(Span), "area": frozenset({Span.ALL, Span.YEAR, Span.QUARTER})}
YEARS = frozenset({Span.ALL, Span.YEAR})
MONTHS = frozenset({Span.MONTH})


def sheets(
    group: ScorecardGroup, periods: Periods, months: Periods | None, agencies: AgencyColumns, as_of: int
) -> Iterator[tuple[Period, PeriodScorecard]]:
    """The scorecard of a group for each period that it has tickets in; with ``months``, a trend over these.

    What the city reported to itself is in no figure: its crews find and mend in one round.
    """
    if group.agency is not None:
        yield from agency_sheets(group, agencies, periods, months, as_of)
        return
    periods = periods.holding(group.cohort.submitted)
    cohort, left_out = apart(group.cohort, as_of)
    resolved = np.sort(cohort.resolved[cohort.resolved <= cohort.seen(as_of)])
    came, done, own = periods.cut(cohort.submitted), periods.cut(resolved), periods.cut(left_out)
    cards: dict[tuple[int, int], Card] = {}  # a city's only year has the same tickets as all its time
    for place, period in enumerate(periods.periods):
        key = (came[place].start, came[place].stop)
        if key not in cards:
            drawn = group.scope in SPANS and period.span is not Span.MONTH
            cards[key] = scorecard(cohort.take(came[place]), as_of, drawn=drawn)
        sheet = PeriodScorecard(
            card=cards[key],
            flow=Flow(received=cards[key].counted, resolved=done[place].stop - done[place].start),
            trend=monthly_flow(cohort.submitted, resolved, months) if months and period.span is Span.ALL else (),
            own=own[place].stop - own[place].start,
        )
        yield period, sheet
