"""How long one agency waits for another that it asked for coordination, and what that costs the city in days.

A request runs from the asking until an answer comes back to who asked, whoever gives it: an agency that asks on goes on
being waited for, while it waits itself for the one that it asked. So asking on stops nobody's clock. A request that
ended in any other way (the ticket was passed on, or ended) was never answered, and waits on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from .column_table import NEVER
from .figure import ENOUGH, Figure
from .survival import Flags, Whole
from .time_to_event import DAY
from .waiting import Oldest, Waits, median_wait, oldest_open, split_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordination(Waits):
    """Requests for coordination, one row a request.

    ``end``: when the asking agency had its answer, or the request ended without one. ``left``: when the asked agency
    had the ticket no longer.
    """

    asking: Whole
    asked: Whole
    left: Whole

    def seen(self, until: Whole) -> dict[str, Any]:
        return {"left": np.where(self.left <= until, self.left, NEVER)}


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
    seconds to the answer. ``oldest``: the open one that waits longest."""

    n: int
    open: int
    answered: int
    unanswered: int
    median: Figure
    oldest: Oldest | None


def coordination_figures(of: Coordination) -> CoordinationFigures:
    """The figures of requests as they stood at a moment (``Coordination.at``)."""
    waiting, answered = int(np.count_nonzero(of.open)), int(np.count_nonzero(of.answered))
    return CoordinationFigures(
        n=len(of),
        open=waiting,
        answered=answered,
        unanswered=len(of) - waiting - answered,
        median=median_wait(of),
        oldest=oldest_open(of),
    )


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
