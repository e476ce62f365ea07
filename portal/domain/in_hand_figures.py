"""An agency's own figures: how much of what it had in hand it resolved by a day, and what became of the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

import numpy as np

from .cumulative_incidence import Incidence, incidence, reaches, share_within
from .figure import Figure, wilson
from .survival import middle
from .time_in_hand import CAUSES, Cause, TimeInHand
from .time_to_event import STEPS, TimeToEvent, within, young

#: Three shares at each step of a curve.
Steps: TypeAlias = tuple[tuple[float, float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InHandFigures:
    """Figures of one agency's own time with ``resolution.n`` tickets.

    ``resolution``: the share that it resolved by each day; a step's first number is the share that it did not.
    ``on_time``: resolved within the target counted from the receipt, of those whose target has passed. ``ended`` counts
    every way to end; ``others``: the shares passed on, rejected and closed at each of the steps. ``stopped``: the share
    for which its deadline stood still because it asked the reporter, ``waited``: for how many seconds in all.
    """

    resolution: TimeToEvent
    on_time: Figure
    ended: Mapping[Cause, int]
    stopped: Figure
    waited: int
    others: Steps = ()


def in_hand_figures(times: TimeInHand, *, drawn: bool = True) -> InHandFigures:
    """The figures of these rows, of one agency. ``drawn``: with the steps of the curve.

    The incidence is Aalen and Johansen's, with passing on, rejecting and closing as competing ends. What goes on is
    censored after the time that it could have been watched, though the agency's clock may stand still in it: were it
    censored by that clock, who asks another agency in the first hour would be rid of the hardest reports.
    """
    watched = np.where(times.cause == Cause.GOING_ON, times.until - times.received, times.held)
    found = incidence(watched, times.cause, CAUSES)
    followed = middle(times.until - times.received) if len(times) else 0.0
    counts = np.bincount(times.cause, minlength=len(Cause)).tolist()
    resolved, others = _steps(found, times) if drawn and len(times) else ((), ())
    return InHandFigures(
        resolution=TimeToEvent(
            n=found.n,
            ended=counts[Cause.RESOLVED],
            median=young(reaches(found, 0.5), followed),
            p90=young(reaches(found, 0.9), followed),
            within=within(partial(share_within, found), found.n, followed),
            steps=resolved,
        ),
        on_time=on_time(times),
        ended={cause: counts[cause] for cause in Cause},
        stopped=wilson(int(np.count_nonzero(times.waited)), len(times)),
        waited=int(times.waited.sum()),
        others=others,
    )


def on_time(times: TimeInHand) -> Figure:
    """See InHandFigures."""
    return wilson(int(np.count_nonzero(times.due & times.kept)), int(np.count_nonzero(times.due)))


def _steps(found: Incidence, times: TimeInHand) -> tuple[Steps, Steps]:
    """The curve of resolution and the other ways to end, as far as anything was watched: where nothing goes on, what
    became of it is known until today."""
    known = found.longest if (times.cause == Cause.GOING_ON).any() else int((times.until - times.received).max())
    grid = [second for second in STEPS if second <= known]
    place = found.times.searchsorted(grid, side="right")
    resolved = [1.0 - found.shares[0], 1.0 - found.high, 1.0 - found.low]
    lines = [np.concatenate(([1.0], line))[place].round(4).tolist() for line in resolved]
    others = [np.concatenate(([0.0], line))[place].round(4).tolist() for line in found.shares[1:]]
    return tuple(zip(*lines, strict=True)), tuple(zip(*others, strict=True))
