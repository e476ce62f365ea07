"""The scorecards of an agency, or of a category of one: what it had in hand, what it answers for, what it said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from ..domain.figure import Figure, wilson
from ..domain.own_figures import own_figures
from ..domain.own_time import Cause
from ..domain.period import Period, Span
from ..domain.period_scorecard import OwnOutcomes, PeriodScorecard
from ..domain.scorecard import CustodyFigures, Flow, Scorecard, hands, repeated, scorecard
from ..domain.survival import Whole
from ..domain.time_to_event import time_to_event, watched_for
from ..domain.transitions import Closing
from .own_times import OwnPart, OwnTimes
from .scorecard_groups import Periods, ScorecardGroup, monthly_flow, split

Computed = TypeVar("Computed")


class ByAgency:
    """Columns (agency, time, third) in order of agency and time, cut by period for one agency at a time."""

    def __init__(self, columns: Sequence[Whole]) -> None:
        order, self._places = split(columns[0], columns[1])
        self._times, self._third = columns[1][order], columns[2][order]

    def each(self, agency: int, periods: Periods, compute: Callable[[Whole, Whole], Computed]) -> list[Computed]:
        """What ``compute`` makes of an agency's (time, third) in each period; once for periods of the same rows."""
        place = self._places.get(agency, slice(0, 0))
        times, third = self._times[place], self._third[place]
        parts = [(part.start, part.stop) for part in periods.cut(times)]
        computed = {(a, b): compute(times[a:b], third[a:b]) for a, b in set(parts)}
        return [computed[part] for part in parts]


@dataclass(frozen=True, slots=True)
class AgencyColumns:
    """What agencies had as the responsible ones, what they had in custody at all, and what they answered."""

    own: OwnTimes
    custody: ByAgency
    answers: ByAgency

    def hands(self, agency: int, periods: Periods, as_of: int) -> list[CustodyFigures]:
        """For each period, the custody that began in it."""

        def held(since: Whole, until: Whole) -> CustodyFigures:
            seen = int(since.searchsorted(as_of, side="right"))
            return hands(since[:seen], until[:seen], as_of)

        return self.custody.each(agency, periods, held)

    def same_text(self, agency: int, periods: Periods) -> list[Figure]:
        return self.answers.each(agency, periods, lambda _, texts: repeated(np.unique(texts, return_counts=True)[1]))


def agency_sheets(
    group: ScorecardGroup, agencies: AgencyColumns, periods: Periods, months: Periods | None, as_of: int
) -> Iterator[tuple[Period, PeriodScorecard]]:
    """The scorecards of an agency (or of a category of it) for each period that it has tickets in."""
    agency, whole = group.agency or 0, group.category is None
    part = agencies.own.of(agency, group.category)
    submitted = part.cohort.submitted
    periods = periods.holding(np.sort(np.concatenate((submitted, group.cohort.submitted))))
    resolved = np.sort(part.cohort.resolved[part.times.cause == Cause.RESOLVED])
    came, had, done = (periods.cut(times) for times in (group.cohort.submitted, submitted, resolved))
    held = agencies.hands(agency, periods, as_of) if whole else []
    repeats = agencies.same_text(agency, periods) if whole else []
    for place, period in enumerate(periods.periods):
        drawn = whole and period.span is not Span.MONTH
        own = OwnPart(part.times.take(had[place]), part.cohort.take(had[place]))
        card = scorecard(group.cohort.take(came[place]), as_of, drawn=False)
        card, outcomes = _own_card(card, own, as_of, drawn=drawn)
        yield (
            period,
            PeriodScorecard(
                card=card,
                own=outcomes,
                flow=Flow(received=card.counted, resolved=done[place].stop - done[place].start),
                hands=held[place] if whole else None,
                same_text=repeats[place] if whole else None,
                trend=monthly_flow(submitted, resolved, months) if months and period.span is Span.ALL else (),
            ),
        )


def _own_card(card: Scorecard, own: OwnPart, as_of: int, *, drawn: bool) -> tuple[Scorecard, OwnOutcomes]:
    """The card of what an agency is responsible for, with the figures of its own time in the place of those that other
    agencies have a part in."""
    figures = own_figures(own.times, drawn=drawn)
    n = figures.resolution.n
    citizens = time_to_event(
        own.cohort.submitted, own.cohort.resolved, as_of, watched_for(own.cohort.submitted, as_of), drawn=False
    )
    found = replace(
        card,
        received=n + card.closing[Closing.DUPLICATE],
        counted=n,
        resolution=figures.resolution,
        on_time=figures.on_time,
        rejected=wilson(figures.ended[Cause.REJECTED], n),
    )
    return found, OwnOutcomes(ended=figures.ended, others=figures.others, citizens=citizens)
