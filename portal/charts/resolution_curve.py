"""The cumulative incidence of resolution: the share resolved over time, its interval, and marks at the horizons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..domain.figure import ENOUGH, Figure
from ..domain.time_to_event import DAY, STEPS, TimeToEvent
from .wait_axis import WaitAxis

HEIGHT = 180.0  # pixels of the plot, without its labels


@dataclass(frozen=True, slots=True)
class Mark:
    """The share resolved within so many days: ``x`` in percent of the width; ``y``, and ``top`` and ``bottom`` of its
    interval, in pixels from above."""

    days: int
    figure: Figure
    x: float
    y: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionCurve:
    """Points of the line and of its band as SVG writes them, for a box of 100 by ``height``; marks at the horizons.

    Of a month only the marks are stored: then ``band`` is empty, and each mark shows its own interval.
    """

    line: str
    band: str
    marks: tuple[Mark, ...]
    height: float


_AXIS = WaitAxis(STEPS[0], 90 * DAY * 1.2, margin=0.0)
_SAMPLED = tuple(_AXIS.x(at) for at in STEPS if at <= _AXIS.longest)


def resolution_curve(waits: TimeToEvent, *, height: float = HEIGHT) -> ResolutionCurve | None:
    """One minus the share that still waits; None when there is too little to draw."""
    marks = _marks(waits, height)
    if len(waits.steps) < 2:
        if len(marks) < 2 or waits.n < ENOUGH:
            return None
        line = " ".join(f"{mark.x:g},{mark.y:g}" for mark in marks)
        return ResolutionCurve(line=line, band="", marks=marks, height=height)
    inside = [(x, *step) for x, step in zip(_SAMPLED, waits.steps, strict=False)]
    upper = [(x, low) for x, _, low, _ in inside]
    lower = [(x, high) for x, _, _, high in inside]
    return ResolutionCurve(
        line=_points([(x, still) for x, still, _, _ in inside], height),
        band=_points([*upper, *reversed(lower)], height),
        marks=marks,
        height=height,
    )


def _marks(waits: TimeToEvent, height: float) -> tuple[Mark, ...]:
    """One mark for each horizon whose share is published."""

    def down(share: float | None) -> float | None:
        return None if share is None else round(height * (1 - share), 1)

    found = []
    for days, figure in waits.by_days:
        at = down(figure.value)
        if at is not None:
            top, bottom = down(figure.high), down(figure.low)
            across = _AXIS.x(days * DAY)
            found.append(Mark(days, figure, across, at, at if top is None else top, at if bottom is None else bottom))
    return tuple(found)


def _points(points: Sequence[tuple[float, float]], height: float) -> str:
    """(percent across, share that still waits) as points."""
    return " ".join(f"{x:g},{round(height * still, 1):g}" for x, still in points)
