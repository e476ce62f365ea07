"""The scorecards of an agency, or of a category or area of one: what it had, what it answers for, what it said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ...domain.cohort import Cohort
from ...domain.ended_in_hand import EndedInHand, end_shares
from ...domain.figure import Figure, wilson
from ...domain.in_hand_figures import in_hand_figures
from ...domain.period import Period, Span
from ...domain.period_scorecard import Outcomes, PeriodScorecard
from ...domain.scorecard import (
    CustodyFigures,
    Flow,
    Scorecard,
    answerable,
    distinct_reporters,
    endings,
    hands,
    repeated,
    told,
)
from ...domain.survival import Whole
from ...domain.time_in_hand import Cause
from ...domain.time_to_event import ended_in_time, time_to_event, watched_for
from ...domain.transitions import Closing
from .agency_details import AgencyDetails
from .by_agency import ByAgency
from .groups import Periods, ScorecardGroup, apart, monthly_flow
from .times_in_hand import PartInHand, TimesInHand
from .verdicts import EndsInHand


@dataclass(frozen=True, slots=True)
class AgencyColumns:
    """What agencies had as the responsible ones, what ended so, what they had in custody at all, what they answered,
    passed on, and where."""

    in_hand: TimesInHand
    ended: EndsInHand
    custody: ByAgency
    answers: ByAgency
    details: AgencyDetails

    def hands(self, agency: int, periods: Periods, as_of: int) -> list[CustodyFigures]:
        """For each period, the custody that began in it."""

        def held(since: Whole, until: Whole, known: Whole) -> CustodyFigures:
            seen = np.minimum(known, as_of)
            begun = since <= seen
            return hands(since[begun], until[begun], seen[begun])

        return self.custody.each(agency, periods, held)

    def same_text(self, agency: int, periods: Periods) -> list[Figure]:
        return self.answers.each(agency, periods, lambda _, texts: repeated(np.unique(texts, return_counts=True)[1]))


def agency_sheets(
    group: ScorecardGroup, agencies: AgencyColumns, periods: Periods, months: Periods | None, as_of: int
) -> Iterator[tuple[Period, PeriodScorecard]]:
    """The scorecards of an agency (or of a category or area of it) for each period that it has tickets in."""
    agency, whole = group.agency or 0, group.category is None and group.area is None
    part = agencies.in_hand.of(agency, group.category, group.area)
    ended = agencies.ended.of(agency, group.category, group.area)
    submitted = part.cohort.submitted
    periods = periods.holding(np.sort(np.concatenate((submitted, group.cohort.submitted, ended.submitted))))
    cohort, left_out = apart(group.cohort, as_of)
    resolved = np.sort(part.cohort.resolved[part.times.cause == Cause.RESOLVED])
    came, had, done, own = (periods.cut(times) for times in (cohort.submitted, submitted, resolved, left_out))
    ends = periods.cut(ended.submitted)
    held = agencies.hands(agency, periods, as_of) if whole else []
    repeats = agencies.same_text(agency, periods) if whole else []
    details = agencies.details.of(agency, periods) if whole else {}
    cards: dict[tuple[object, ...], tuple[Scorecard, Outcomes]] = {}  # most categories have tickets in one year only
    for place, period in enumerate(periods.periods):
        drawn = whole and period.span is not Span.MONTH
        parts = (came[place], had[place], ends[place])
        key = (*((part.start, part.stop) for part in parts), drawn)
        if key not in cards:
            in_hand = PartInHand(part.times.take(had[place]), part.cohort.take(had[place]))
            ended_then = ended.ends.take(ends[place])
            cards[key] = _card(cohort.take(came[place]), in_hand, ended_then, as_of, drawn=drawn)
        card, outcomes = cards[key]
        yield (
            period,
            PeriodScorecard(
                card=card,
                outcomes=outcomes,
                own=own[place].stop - own[place].start,
                flow=Flow(received=card.counted, resolved=done[place].stop - done[place].start),
                hands=held[place] if whole else None,
                same_text=repeats[place] if whole else None,
                detail=details.get(period),
                trend=monthly_flow(submitted, resolved, months, part.times.otherwise)
                if months and period.span is Span.ALL
                else (),
            ),
        )


def _card(
    responsible_for: Cohort, in_hand: PartInHand, ended: EndedInHand, as_of: int, *, drawn: bool
) -> tuple[Scorecard, Outcomes]:
    """Of what an agency is responsible for, how it ended and what is left; the figures that passing on could mend are
    of all that it had in hand, and of all that ended there."""
    responsible_for = told(responsible_for, as_of)
    ends = endings(responsible_for, as_of)
    figures, cohort = in_hand_figures(in_hand.times, drawn=drawn), in_hand.cohort
    n, since, seen = figures.resolution.n, cohort.since, cohort.seen(as_of)
    citizens = time_to_event(since, cohort.resolved, seen, watched_for(since, seen), drawn=False)
    asked = answerable(cohort)
    submitted, seen = asked.submitted, asked.seen(as_of)
    card = Scorecard(
        received=n + ends["closing"][Closing.DUPLICATE] + ends["untold"],
        counted=n,
        reporters=distinct_reporters(cohort.reporter),
        response=time_to_event(submitted, asked.responded, seen, watched_for(submitted, seen), drawn=False),
        action_on_time=wilson(*ended_in_time(asked.acted, asked.response_due, seen)),
        resolution=figures.resolution,
        on_time=figures.on_time,
        rejected=wilson(figures.ended[Cause.REJECTED], n),
        **ends,
        **end_shares(ended),
    )
    return card, Outcomes(
        ended=figures.ended, others=figures.others, citizens=citizens, stopped=figures.stopped, waited=figures.waited
    )
