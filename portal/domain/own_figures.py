"""An agency's own figures: how much of what it had in hand it resolved by a day, and what became of the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .cumulative_incidence import Incidence, incidence, reaches, share_within
from .figure import Figure, wilson
from .own_time import CAUSES, Cause, OwnTime
from .survival import middle
from .time_to_event import DAY, HORIZONS, STEPS, shown_when_watched, young


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnStep:
    """The shares at one moment of the curve: resolved with its limits, and each other way to end."""

    resolved: float
    low: float
    high: float
    passed_on: float
    rejected: float
    closed: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFigures:
    """Figures of one agency's own time with ``n`` tickets, in seconds and shares.

    ``median`` and ``p90``: when half and nine tenths of all were resolved by it; ``within``: the shares at HORIZONS.
    ``ended`` counts the ways to end. ``on_time``: resolved within the target counted from the receipt, of those whose
    target has passed. ``steps`` at time_to_event.STEPS, as far as anything was watched.
    """

    n: int
    median: Figure
    p90: Figure
    within: tuple[Figure, ...]
    ended: Mapping[Cause, int]
    on_time: Figure
    steps: tuple[OwnStep, ...] = ()


def own_figures(times: OwnTime, *, drawn: bool = True) -> OwnFigures:
    """The figures of these rows, of one agency. ``drawn``: with the steps of the curve.

    The incidence is Aalen and Johansen's, with passing on, rejecting and closing as competing ends.
    """
    found = incidence(times.held, times.cause, CAUSES)
    followed = middle(times.until - times.received) if len(times) else 0.0
    counts = np.bincount(times.cause, minlength=len(Cause)).tolist()
    return OwnFigures(
        n=found.n,
        median=young(reaches(found, 0.5), followed),
        p90=young(reaches(found, 0.9), followed),
        within=tuple(shown_when_watched(share_within(found, d * DAY), d * DAY, followed) for d in HORIZONS),
        ended={cause: counts[cause] for cause in Cause},
        on_time=wilson(int(np.count_nonzero(times.due & times.kept)), int(np.count_nonzero(times.due))),
        steps=_steps(found, times) if drawn and len(times) else (),
    )


def _steps(found: Incidence, times: OwnTime) -> tuple[OwnStep, ...]:
    """As far as anything was watched: where nothing goes on, what became of it is known until today."""
    known = found.longest if (times.cause == Cause.GOING_ON).any() else int((times.until - times.received).max())
    grid = [second for second in STEPS if second <= known]
    place = found.times.searchsorted(grid, side="right")
    lines = [found.shares[0], found.low, found.high, *found.shares[1:]]
    sampled = [np.concatenate(([0.0], line))[place].round(4).tolist() for line in lines]
    return tuple(
        OwnStep(resolved=a, low=b, high=c, passed_on=d, rejected=e, closed=f)
        for a, b, c, d, e, f in zip(*sampled, strict=True)
    )
