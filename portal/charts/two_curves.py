"""Two curves of resolution in one chart, each named at its end."""

from __future__ import annotations

from dataclasses import dataclass

from ..domain.time_to_event import TimeToEvent
from .resolution_curve import HEIGHT, ResolutionCurve, resolution_curve

APART = 16.0  # pixels between two names


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoCurves:
    """``ends``: of each, where its name stands: percent of the width, and pixels from above."""

    curves: tuple[ResolutionCurve, ResolutionCurve]
    ends: tuple[tuple[float, float], tuple[float, float]]
    height: float


def two_curves(a: TimeToEvent, b: TimeToEvent, *, height: float = HEIGHT) -> TwoCurves | None:
    """Both on one scale; None when there is too little of one to draw, or to say at its end."""
    one, two = resolution_curve(a, height=height), resolution_curve(b, height=height)
    if one is None or two is None or not one.marks or not two.marks:
        return None
    (x_one, first), (x_two, second) = _end(one), _end(two)
    if abs(first - second) < APART:
        middle, up = (first + second) / 2, -1 if first <= second else 1
        first, second = middle + up * APART / 2, middle - up * APART / 2
    return TwoCurves(curves=(one, two), ends=((x_one, round(first, 1)), (x_two, round(second, 1))), height=height)


def _end(curve: ResolutionCurve) -> tuple[float, float]:
    """The last point of its line."""
    x, y = curve.line.rsplit(" ", 1)[-1].split(",")
    return float(x), float(y)
