"""Every published figure about how complaints are dealt with, defined once.

The cohort is the public tickets (full, stub and hidden) *submitted* in the period. Rejected and duplicate tickets are
left out of every duration and deadline and shown as shares of their own (of an agency see ``in_hand_figures``, where a
rejected ticket is one that was not resolved). Open tickets count as still waiting.
A reopened or disputed ticket waits again, from its first submission. Closed without a fix or timed out is never a
resolution: such a ticket waits on in the curve (see ``time_to_event``), and is late once its deadline has passed.
Every ticket is seen at the moment up to which its source has spoken, never later: silence is no waiting. Of a source
that never tells outcomes the tickets are received, and stand in no other figure.
The targets are the city's (domain/city.py names their source).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict

import numpy as np

from .cohort import REASONS, Cohort
from .ended_in_hand import EndShares
from .figure import Figure, wilson
from .survival import Places, Whole, curve, middle, quantile
from .time_to_event import TimeToEvent, aged, ended_in_time, time_to_event, watched_for
from .transitions import Closing

#: Edges in days of the bands that the age of the backlog is shown in.
BANDS = (7, 30, 90)
#: How many of the open tickets are named: those that wait longest.
LISTED = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """Tickets that are open at the as-of time. ``median`` age in seconds; ``bands`` counts between the edges of BANDS;
    ``longest``: the ids of those that wait longest, at most LISTED of them."""

    n: int
    overdue: int
    median: float | None
    bands: tuple[int, ...]
    longest: tuple[int, ...]


_NONE_OPEN = Backlog(n=0, overdue=0, median=None, bands=(0,) * (len(BANDS) + 1), longest=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """The figures of one group of tickets. ``counted`` of the ``received`` are neither rejected nor duplicate.

    ``closing`` counts every closing reason over all received. ``reopened``, ``disputed``, ``confirmed`` are shares of
    the tickets that had ended at least once, and so is ``asked``: whose own reporter was asked whether it is done;
    ``answered`` of those that were. ``silent`` of those that are ended now: without any answer in words.
    ``untold``: of which their source never says what became.
    """

    received: int
    counted: int
    closing: Mapping[Closing, int]
    untold: int
    response: TimeToEvent
    resolution: TimeToEvent
    action_on_time: Figure
    on_time: Figure
    rejected: Figure
    duplicate: Figure
    reopened: Figure
    disputed: Figure
    confirmed: Figure
    asked: Figure
    answered: Figure
    silent: Figure
    reporters: int | None
    backlog: Backlog

    @property
    def small(self) -> bool:
        return self.resolution.median.small


def scorecard(cohort: Cohort, as_of: int, *, drawn: bool = True) -> Scorecard:
    """The figures of ``cohort`` as seen at ``as_of`` (epoch seconds), or as far as it is known; what came later is not
    looked at.

    ``drawn``: with the steps of the curve of resolution.
    """
    cohort = told(cohort, as_of)
    counted = answerable(cohort)
    seen = counted.seen(as_of)
    followed = watched_for(counted.since, seen)
    ends = endings(cohort, as_of)
    return Scorecard(
        received=len(cohort),
        counted=len(counted),
        response=time_to_event(counted.submitted, counted.responded, seen, followed, drawn=False),
        resolution=time_to_event(counted.since, counted.resolved, seen, followed, drawn=drawn),
        action_on_time=wilson(*ended_in_time(counted.acted, counted.response_due, seen)),
        on_time=wilson(*ended_in_time(counted.resolved, counted.due, seen)),
        rejected=wilson(ends["closing"][Closing.REJECTED], len(cohort)),
        reporters=distinct_reporters(cohort.reporter),
        **ends,
        **ends_of(cohort),
    )


def told(cohort: Cohort, as_of: int) -> Cohort:
    """The tickets that had come in as far as each is known at ``as_of``."""
    known = cohort.submitted <= cohort.seen(as_of)
    return cohort if known.all() else cohort.take(known)


def answerable(cohort: Cohort) -> Cohort:
    """The tickets that count in durations."""
    counts = cohort.counted
    return cohort if counts.all() else cohort.take(counts)


class Endings(TypedDict):
    """The figures of a Scorecard about how tickets ended and what is left of them: no time to anything."""

    closing: Mapping[Closing, int]
    untold: int
    duplicate: Figure
    backlog: Backlog


def endings(cohort: Cohort, as_of: int) -> Endings:
    """Of the tickets ``told``."""
    closing = closings(cohort)
    return Endings(
        closing=closing,
        untold=int(np.count_nonzero(cohort.untold)),
        duplicate=wilson(closing[Closing.DUPLICATE], len(cohort)),
        backlog=backlog(cohort, as_of),
    )


def ends_of(cohort: Cohort) -> EndShares:
    """Whether the ends of these tickets held and were explained, whoever was responsible. What was opened again had
    ended, whatever became of it later."""
    ended = cohort.counted & ~cohort.open
    had_ended = ended | (cohort.reopened > 0)
    n = int(np.count_nonzero(had_ended))
    mute = int(np.count_nonzero(ended & (cohort.responses == 0)))
    asked = had_ended & (cohort.asked > 0)
    return EndShares(
        reopened=wilson(int(np.count_nonzero(had_ended & (cohort.reopened > 0))), n),
        disputed=wilson(int(np.count_nonzero(had_ended & (cohort.disputed > 0))), n),
        confirmed=wilson(int(np.count_nonzero(had_ended & (cohort.confirmed > 0))), n),
        asked=wilson(int(np.count_nonzero(asked)), n),
        answered=wilson(int(np.count_nonzero(asked & (cohort.answered > 0))), int(np.count_nonzero(asked))),
        silent=wilson(mute, int(np.count_nonzero(ended))),
    )


def closings(cohort: Cohort) -> dict[Closing, int]:
    """How many tickets ended for each reason."""
    counts = np.bincount(cohort.closing + 1, minlength=len(REASONS) + 2).tolist()
    return dict(zip(REASONS, counts[1:-1], strict=True))


def distinct_reporters(reporter: Whole) -> int | None:
    """How many different people reported; None when not known of every ticket."""
    ordered = np.sort(reporter)
    if not len(ordered) or ordered[0] < 0:
        return None
    return 1 + int(np.count_nonzero(ordered[1:] != ordered[:-1]))  # a tenth of what numpy's unique takes


def backlog(cohort: Cohort, as_of: int) -> Backlog:
    """The open tickets of ``cohort`` and their ages."""
    still = cohort.open
    if not still.any():
        return _NONE_OPEN
    submitted, ticket = cohort.submitted[still], cohort.ticket[still]
    seen = cohort.seen(as_of)[still]
    ages = seen - submitted
    return Backlog(
        n=len(ticket),
        overdue=int(np.count_nonzero(cohort.due[still] <= seen)),
        median=middle(ages),
        bands=aged(ages, BANDS),
        longest=tuple(ticket[_longest(ages, ticket)].tolist()),
    )


def _longest(ages: Whole, ticket: Whole) -> Places:
    """The places of the LISTED largest ages, the largest first; of equal ones the smaller id."""
    if len(ages) > LISTED:
        least = np.partition(ages, len(ages) - LISTED)[len(ages) - LISTED]
        among = np.flatnonzero(ages >= least)
    else:
        among = np.arange(len(ages))
    return among[np.lexsort((ticket[among], -ages[among]))][:LISTED]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """What came in and what was resolved within one period, whenever it had come in."""

    received: int
    resolved: int

    @property
    def clearance(self) -> float | None:
        """Resolved / received; under 1 the backlog grows. None when nothing came in."""
        return self.resolved / self.received if self.received else None


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyFigures:
    """How long an agency had tickets in its custody, whoever is responsible for them. ``spells``: how many periods
    of custody, ``median``: of one period, ``total``: of all; in seconds."""

    spells: int
    total: int
    median: Figure


def hands(since: Whole, until: Whole, as_of: Whole | int) -> CustodyFigures:
    """Periods of custody from ``since`` to ``until`` (NEVER: it runs), each seen at ``as_of``; one that runs is
    censored."""
    left = until <= as_of
    lengths = np.where(left, until, as_of) - since
    median = quantile(curve(lengths, left), 0.5)
    return CustodyFigures(spells=len(lengths), total=int(lengths.sum()), median=median)


def repeated(copies: Whole) -> Figure:
    """The share of answers whose text was used more than once; ``copies``: how often each different text was."""
    total = int(copies.sum())
    return wilson(int(copies[copies > 1].sum()), total)
