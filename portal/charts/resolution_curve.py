"""The share resolved over time as a curve that climbs: its points, its interval, and marks at the horizons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..domain.figure import ENOUGH, Figure
from ..domain.time_to_event import DAY, HORIZONS, STEPS, TimeToEvent
from .scorecard import Tick, WaitScale


@dataclass(frozen=True, slots=True)
class Mark:
    """The share that ended within so many days: where it and its interval stand, in percent across and pixels down."""

    days: int
    figure: Figure
    x: float
    y: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionCurve:
    """The share resolved over time: points for a box of 100 by ``height``, and marks at the horizons.

    Of a month only the marks are kept: then ``band`` is empty, and each mark shows its own interval.
    """

    line: str
    band: str
    ticks: tuple[Tick, ...]
    marks: tuple[Mark, ...]
    height: float


_SINCE = WaitScale(STEPS[0], 90 * DAY * 1.2, margin=0.0)
_SINCE_TICKS = _SINCE.ticks
_SAMPLED = tuple(_SINCE.x(at) for at in STEPS if at <= _SINCE.longest)


def resolution_curve(waits: TimeToEvent, *, height: float = 180.0) -> ResolutionCurve | None:
    """The curve upside down: it climbs as people get their answer. None when there is nothing to draw."""
    marks = _marks(waits, height)
    if len(waits.steps) < 2:
        if len(marks) < 2 or waits.n < ENOUGH:
            return None
        line = " ".join(f"{mark.x:g},{mark.y:g}" for mark in marks)
        return ResolutionCurve(line=line, band="", ticks=_SINCE_TICKS, marks=marks, height=height)
    inside = [(x, *step) for x, step in zip(_SAMPLED, waits.steps, strict=False)]
    upper = [(x, low) for x, _, low, _ in inside]
    lower = [(x, high) for x, _, _, high in inside]
    return ResolutionCurve(
        line=_points([(x, still) for x, still, _, _ in inside], height),
        band=_points([*upper, *reversed(lower)], height),
        ticks=_SINCE_TICKS,
        marks=marks,
        height=height,
    )


def _marks(waits: TimeToEvent, height: float) -> tuple[Mark, ...]:
    """The shares that are published, where they stand."""

    def down(share: float | None) -> float | None:
        return None if share is None else round(height * (1 - share), 1)

    found = []
    for days, figure in zip(HORIZONS, waits.within, strict=True):
        at = down(figure.value)
        if at is not None:
            top, bottom = down(figure.high), down(figure.low)
            across = _SINCE.x(days * DAY)
            found.append(Mark(days, figure, across, at, at if top is None else top, at if bottom is None else bottom))
    return tuple(found)


def _points(points: Sequence[tuple[float, float]], height: float) -> str:
    return " ".join(f"{x:g},{round(height * still, 1):g}" for x, still in points)
