"""The scorecards of one group of tickets, one for each period that it has tickets in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ...domain.period import Period, Span
from ...domain.period_scorecard import PeriodScorecard
from ...domain.scorecard import Flow, scorecard
from ...domain.scorecard import Scorecard as Card
from ...domain.survival import Whole
from .agency_sheets import AgencyColumns, AgencyInputs, agency_sheets
from .groups import AS_KNOWN, CitizensTickets, Periods, ScorecardGroup, monthly_flow

#: How short the periods of a scope are; what is not named here has years only.
SPANS = {"city": frozenset(Span), "agency": frozenset(Span), "area": frozenset({Span.ALL, Span.YEAR, Span.QUARTER})}
YEARS = frozenset({Span.ALL, Span.YEAR})
MONTHS = frozenset({Span.MONTH})


@dataclass(frozen=True, slots=True)
class GroupInputs:
    """All that the figures of one group are computed from, each ticket as far as it is known: the same inputs give the
    same figures. ``came_in``: when all its tickets came in; ``agency``: of a group of an agency."""

    scope: str
    came_in: Whole
    citizens: CitizensTickets
    agency: AgencyInputs | None


def group_inputs(group: ScorecardGroup, agencies: AgencyColumns | None, as_of: int) -> GroupInputs:
    """``agencies``: of a group of an agency; ``as_of``: the moment, in epoch seconds, up to which the columns are
    known."""
    agency = agencies.inputs(group) if agencies and group.agency is not None else None
    citizens = group.citizens()
    known = CitizensTickets(citizens.cohort, citizens.left_out[citizens.left_out <= as_of])
    return GroupInputs(group.scope, group.came_in, known, agency)


def sheets(inputs: GroupInputs, periods: Periods, months: Periods | None) -> Iterator[tuple[Period, PeriodScorecard]]:
    """The scorecards of a group for each period that it has tickets in; with ``months``, a trend over these.

    What the city reported to itself is in no figure: its crews find and mend in one round.
    """
    citizens = inputs.citizens
    if inputs.agency is not None:
        yield from agency_sheets(inputs.agency, inputs.came_in, citizens, periods, months)
        return
    periods, cohort = periods.holding(inputs.came_in), citizens.cohort
    resolved = np.sort(cohort.resolved[cohort.resolved <= cohort.until])
    came, done, own = periods.cut(cohort.submitted), periods.cut(resolved), periods.cut(citizens.left_out)
    cards: dict[tuple[int, int], Card] = {}  # a city's only year has the same tickets as all its time
    for place, period in enumerate(periods.periods):
        key = (came[place].start, came[place].stop)
        if key not in cards:
            drawn = inputs.scope in SPANS and period.span is not Span.MONTH
            cards[key] = scorecard(cohort.take(came[place]), AS_KNOWN, drawn=drawn)
        sheet = PeriodScorecard(
            card=cards[key],
            flow=Flow(received=cards[key].counted, resolved=done[place].stop - done[place].start),
            trend=monthly_flow(cohort.submitted, resolved, months) if months and period.span is Span.ALL else (),
            own=own[place].stop - own[place].start,
        )
        yield period, sheet
