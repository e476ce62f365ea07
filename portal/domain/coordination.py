"""How long one agency waits for another that it asked for coordination, and what that costs the city in days.

A request runs from the asking until an answer comes back to who asked, whoever gives it: an agency that asks on goes on
being waited for, while it waits itself for the one that it asked. So asking on stops nobody's clock. A request that
ended in any other way (the ticket was passed on, or ended) was never answered: it stays among the waiting for as long
as it could have been watched, as in ``time_to_event``, so that taking a ticket away cannot improve a figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

import numpy as np

from .cohort import NEVER
from .figure import ENOUGH, Figure
from .survival import Flags, Whole, curve, quantile
from .time_to_event import DAY, watched_for, young


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordination:
    """Requests for coordination, one row a request, in order of ticket and time; agencies are ids, times epoch seconds.

    ``end``: when the asking agency had its answer, or the request ended without one; NEVER: it runs. ``left``: when the
    asked agency had the ticket no longer. ``until``: up to when the ticket is known, NEVER: to any as-of time.
    """

    ticket: Whole
    asking: Whole
    asked: Whole
    start: Whole
    end: Whole
    left: Whole
    until: Whole
    answered: Flags
    hidden: Flags

    def __len__(self) -> int:
        return len(self.ticket)

    def take(self, rows: Whole | Flags) -> Coordination:
        """The rows at these places, or those flagged."""
        return Coordination(**{f.name: getattr(self, f.name)[rows] for f in fields(self)})

    def without(self, tickets: Whole) -> Coordination:
        """The requests on all other tickets."""
        return self.take(~np.isin(self.ticket, tickets))

    def joined(self, other: Coordination) -> Coordination:
        """These and those on other tickets, in order."""
        both = {f.name: np.concatenate((getattr(self, f.name), getattr(other, f.name))) for f in fields(self)}
        found = Coordination(**both)
        return found.take(np.argsort(found.ticket, kind="stable"))

    @property
    def open(self) -> Flags:
        return np.asarray(self.end == NEVER, dtype=np.bool_)

    @property
    def waited(self) -> Whole:
        """Seconds until the end, or until what is known; see ``at``."""
        return np.minimum(self.end, self.until) - self.start

    def at(self, as_of: int) -> Coordination:
        """The requests as they stood at ``as_of``, each as far as its ticket is known; only such have figures."""
        seen = np.minimum(self.until, as_of)
        ended, left = self.end <= seen, self.left <= seen
        found = replace(
            self,
            end=np.where(ended, self.end, NEVER),
            left=np.where(left, self.left, NEVER),
            until=seen,
            answered=self.answered & ended,
        )
        told = self.start <= seen
        return found if told.all() else found.take(told)


def asked_on(found: Coordination, of_asked: Flags) -> Coordination:
    """The requests with each that was asked on running until the last of its chain ends.

    ``of_asked``: which were made by an agency that was itself asked; their rows follow those that they carry on.
    """
    end, answered = found.end.copy(), found.answered.copy()
    follows = of_asked[1:] & (found.ticket[1:] == found.ticket[:-1]) & (found.start[1:] == found.left[:-1])
    for place in np.flatnonzero(follows)[::-1].tolist():
        end[place], answered[place] = end[place + 1], answered[place + 1]
    return replace(found, end=end, answered=answered)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoordinationFigures:
    """Of ``n`` requests: ``open`` wait still, ``answered`` have an answer, ``unanswered`` ended without one. ``median``
    seconds to the answer. ``oldest``: (the ticket's id, since when, seconds) of the open one that waits longest."""

    n: int
    open: int
    answered: int
    unanswered: int
    median: Figure
    oldest: tuple[int, int, int] | None


def coordination_figures(of: Coordination) -> CoordinationFigures:
    """The figures of requests as they stood at a moment (``Coordination.at``)."""
    waits = np.where(of.answered, of.end, of.until) - of.start
    median = young(quantile(curve(waits, of.answered), 0.5), watched_for(of.start, of.until))
    still = np.flatnonzero(of.open)
    answered = int(np.count_nonzero(of.answered))
    return CoordinationFigures(
        n=len(of),
        open=len(still),
        answered=answered,
        unanswered=len(of) - len(still) - answered,
        median=median,
        oldest=_oldest(of, still),
    )


def _oldest(of: Coordination, still: np.ndarray) -> tuple[int, int, int] | None:
    if not len(still):
        return None
    place = still[np.lexsort((of.ticket[still], -of.waited[still]))[0]]
    return int(of.ticket[place]), int(of.start[place]), int(of.waited[place])


def split_by(of: Coordination, *names: str) -> Iterator[tuple[tuple[int, ...], Coordination]]:
    """The requests of each combination of the values of these columns, in order of these."""
    if not len(of):
        return
    keys = np.stack([getattr(of, name) for name in names])
    found, group = np.unique(keys, axis=1, return_inverse=True)
    order = np.argsort(group.ravel(), kind="stable")
    edges = np.searchsorted(group.ravel()[order], np.arange(found.shape[1] + 1))
    for place, key in enumerate(found.T.tolist()):
        yield tuple(key), of.take(order[edges[place] : edges[place + 1]])


def days_lost(of: Coordination) -> float:
    """Days for which tickets lay with agencies that were asked, each day of a ticket once."""
    return float((np.minimum(of.left, of.until) - of.start).sum()) / DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class SlowestAsked:
    """The asked agency of which it can be said that who asks it waits longer than who asks the others."""

    agency: int
    own: Figure
    others: Figure

    @property
    def times(self) -> float | None:
        """How many times as long; None when one of both has no median."""
        return self.own.value / self.others.value if self.own.value and self.others.value else None


def slowest_asked(of: Coordination) -> SlowestAsked | None:
    """The slowest of the asked agencies with enough requests whose interval lies wholly above that of all others."""
    parts = [(agency, own) for (agency,), own in split_by(of, "asked") if ENOUGH <= len(own) <= len(of) - ENOUGH]
    medians = [(coordination_figures(own).median, agency, own) for agency, own in parts]
    for mine, agency, own in sorted(medians, key=lambda one: (-(one[0].value or NEVER), one[1])):
        others, low = coordination_figures(of.take(of.asked != agency)).median, _at_least(own, mine)
        if low is not None and others.high is not None and low > others.high:
            return SlowestAsked(agency=agency, own=mine, others=others)
        if mine.value is not None and others.value is not None and mine.value <= others.value:
            return None  # nor is any that is faster
    return None


def _at_least(of: Coordination, median: Figure) -> float | None:
    """The lower end of the median. Where nobody was ever answered the curve has none: then the wait that ENOUGH of the
    requests have outlasted, for if half were answered sooner, one of these would have been."""
    if of.answered.any():
        return median.low
    return float(np.sort(of.waited)[-ENOUGH])
