"""What one waiting-time curve says: median, 90th percentile, shares by day, and steps to draw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from .figure import Figure, Why, nothing
from .survival import Curve, Flags, Places, Real, Whole, curve, ended_within, middle, quantile

DAY = 86_400
#: Days for which the share that ended is published.
HORIZONS = (1, 3, 7, 30, 90)
#: Where a curve is sampled for drawing, in seconds: an hour to a year, even on a logarithmic scale, and the horizons.
STEPS: tuple[int, ...] = tuple(
    sorted({int(s) for s in np.geomspace(3600, 365 * DAY, 49)} | {days * DAY for days in HORIZONS})
)
#: A median that is not reached is "too young" while half of the tickets are younger than this.
_SETTLED = 7 * DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeToEvent:
    """Figures in seconds and shares. ``steps``: (still, low, high) at STEPS, as far as anybody was watched."""

    n: int
    ended: int
    median: Figure
    p90: Figure
    within: tuple[Figure, ...]
    steps: tuple[tuple[float, float, float], ...] = ()

    @property
    def by_days(self) -> tuple[tuple[int, Figure], ...]:
        """(days, share that ended within them) of all HORIZONS."""
        return tuple(zip(HORIZONS, self.within, strict=True))


def watched_for(submitted: Whole, as_of: Whole | int) -> float:
    """The median of the seconds that tickets have been watched for; 0 without tickets."""
    return middle(as_of - submitted) if len(submitted) else 0.0


def time_to_event(
    submitted: Whole, happened: Whole, as_of: Whole | int, followed: float, *, drawn: bool = True
) -> TimeToEvent:
    """Waits from ``submitted`` to ``happened`` (NEVER: not), seen at ``as_of`` (each at its own); all in epoch seconds.
    ``followed``: what ``watched_for`` says of them.

    A wait that has not ended is censored at ``as_of``. That is also so for a ticket that was closed without a fix:
    it stays among the waiting for as long as it could have been watched (the risk set of Fine and Gray 1999 for
    complete censoring information). The curve then estimates the share of tickets that are *fixed* by a day, and
    closing a hard ticket cannot improve it; dropping it at its closing would assume it to be like those still at work.
    """
    ended = happened <= as_of
    found = curve(np.where(ended, happened, as_of) - submitted, ended)
    return TimeToEvent(
        n=found.n,
        ended=int(np.count_nonzero(ended)),
        median=young(quantile(found, 0.5), followed),
        p90=young(quantile(found, 0.9), followed),
        within=within(partial(ended_within, found), found.n, followed),
        steps=_steps(found) if drawn else (),
    )


def young(figure: Figure, followed: float) -> Figure:
    """A quantile, or TOO_YOUNG where it is not reached and half of the tickets were watched for less than a week."""
    if figure.why is Why.NOT_REACHED and followed < _SETTLED:
        return nothing(Why.TOO_YOUNG, figure.n, figure.low)
    return figure


def within(share: Callable[[int], Figure], n: int, followed: float) -> tuple[Figure, ...]:
    """The ``share`` of ``n`` tickets that ended within the seconds of each of HORIZONS, if at least half of the tickets
    came in long enough ago to show it."""
    horizons = (days * DAY for days in HORIZONS)
    return tuple(nothing(Why.TOO_YOUNG, n) if n and followed < seconds else share(seconds) for seconds in horizons)


def _steps(found: Curve) -> tuple[tuple[float, float, float], ...]:
    grid = [s for s in STEPS if s <= found.longest]
    place = found.times.searchsorted(grid, side="right")
    lines = (_sampled(found.still, place), _sampled(found.low, place), _sampled(found.high, place))
    return tuple(zip(*lines, strict=True))


def _sampled(line: Real, place: Places) -> list[float]:
    with_start = np.concatenate(([1.0], line))
    sampled: list[float] = with_start[place].round(4).tolist()
    return sampled


def aged(ages: Whole, edges: tuple[int, ...]) -> tuple[int, ...]:
    """How many ages (seconds) fall under each edge (days) and over the last."""
    place = np.searchsorted(np.array(edges) * DAY, ages, side="right")
    return tuple(np.bincount(place, minlength=len(edges) + 1).tolist())


def ended_in_time(happened: Whole, due: Whole, as_of: Whole | int) -> tuple[int, int]:
    """(kept, passed): of the deadlines that have passed, how many were kept; what is open and overdue is late."""
    passed: Flags = due <= as_of
    return int(np.count_nonzero(passed & (happened <= due))), int(np.count_nonzero(passed))
