"""The scorecards of an agency, or of a category or area of one: what it had, what it answers for, what it said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ...domain.cohort import Cohort
from ...domain.ended_in_hand import EndFlags, end_shares
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
from .agency_details import AgencyDetailRows, AgencyDetails
from .by_agency import AgencyRows, ByAgency
from .groups import AS_KNOWN, CitizensTickets, Periods, ScorecardGroup, monthly_flow
from .times_in_hand import PartInHand, TimesInHand
from .verdicts import EndsInHand, PartEnded


@dataclass(frozen=True, slots=True)
class AgencyInputs:
    """All that the figures of an agency, or of a category or area of it, are computed from, beside the tickets that it
    is responsible for. Of an agency as a whole also what it had in custody at all, what it answered, its details."""

    in_hand: PartInHand
    ended: PartEnded
    custody: AgencyRows | None
    answers: AgencyRows | None
    details: AgencyDetailRows | None


@dataclass(frozen=True, slots=True)
class AgencyColumns:
    """What agencies had as the responsible ones, what ended so, what they had in custody at all, what they answered,
    passed on, and where."""

    in_hand: TimesInHand
    ended: EndsInHand
    custody: ByAgency
    answers: ByAgency
    details: AgencyDetails

    def inputs(self, group: ScorecardGroup) -> AgencyInputs:
        agency, whole = group.agency or 0, group.category is None and group.area is None
        part = self.in_hand.of(agency, group.category, group.area)
        return AgencyInputs(
            in_hand=part,
            ended=self.ended.of(agency, group.category, group.area),
            custody=self.custody.of(agency) if whole else None,
            answers=self.answers.of(agency) if whole else None,
            details=self.details.of(agency, part) if whole else None,
        )


def agency_sheets(
    inputs: AgencyInputs, came_in: Whole, citizens: CitizensTickets, periods: Periods, months: Periods | None
) -> Iterator[tuple[Period, PeriodScorecard]]:
    """The scorecards of an agency (or of a category or area of it) for each period that it has tickets in. ``came_in``:
    when all came in that it is responsible for."""
    part, ended = inputs.in_hand, inputs.ended
    submitted, cohort = part.cohort.submitted, citizens.cohort
    periods = periods.holding(np.sort(np.concatenate((submitted, came_in, ended.tickets.submitted))))
    resolved = np.sort(part.cohort.resolved[part.times.cause == Cause.RESOLVED])
    came, had, done, own = (periods.cut(times) for times in (cohort.submitted, submitted, resolved, citizens.left_out))
    ends = periods.cut(ended.tickets.submitted)
    held = inputs.custody.each(periods, _hands) if inputs.custody else None
    repeats = inputs.answers.each(periods, _same_text) if inputs.answers else None
    details = inputs.details.by_period(part, periods) if inputs.details else {}
    cards: dict[tuple[object, ...], tuple[Scorecard, Outcomes]] = {}  # most categories have tickets in one year only
    for place, period in enumerate(periods.periods):
        drawn = inputs.details is not None and period.span is not Span.MONTH
        parts = (came[place], had[place], ends[place])
        key = (*((part.start, part.stop) for part in parts), drawn)
        if key not in cards:
            in_hand = PartInHand(part.times.take(had[place]), part.cohort.take(had[place]))
            cards[key] = _card(cohort.take(came[place]), in_hand, ended.flags.take(ends[place]), drawn=drawn)
        card, outcomes = cards[key]
        yield (
            period,
            PeriodScorecard(
                card=card,
                outcomes=outcomes,
                own=own[place].stop - own[place].start,
                flow=Flow(received=card.counted, resolved=done[place].stop - done[place].start),
                hands=held[place] if held else None,
                same_text=repeats[place] if repeats else None,
                detail=details.get(period),
                trend=monthly_flow(submitted, resolved, months, part.times.otherwise)
                if months and period.span is Span.ALL
                else (),
            ),
        )


def _hands(since: Whole, until: Whole, known: Whole) -> CustodyFigures:
    """Of the custody that began in a period, as far as it is ``known``."""
    begun = since <= known
    return hands(since[begun], until[begun], known[begun])


def _same_text(_times: Whole, texts: Whole) -> Figure:
    return repeated(np.unique(texts, return_counts=True)[1])


def _card(responsible_for: Cohort, in_hand: PartInHand, ended: EndFlags, *, drawn: bool) -> tuple[Scorecard, Outcomes]:
    """Of what an agency is responsible for, how it ended and what is left; the figures that passing on could mend are
    of all that it had in hand, and of all that ended there."""
    responsible_for = told(responsible_for, AS_KNOWN)
    ends = endings(responsible_for, AS_KNOWN)
    figures, cohort = in_hand_figures(in_hand.times, drawn=drawn), in_hand.cohort
    n, since, seen = figures.resolution.n, cohort.since, cohort.until
    citizens = time_to_event(since, cohort.resolved, seen, watched_for(since, seen), drawn=False)
    asked = answerable(cohort)
    submitted, seen = asked.submitted, asked.until
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
