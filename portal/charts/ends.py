"""What became of what an agency had in hand: resolved from below, other ends from above, the open between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from ..domain.period_scorecard import Outcomes
from ..domain.time_in_hand import Cause
from ..domain.time_to_event import DAY, STEPS, TimeToEvent

LONGEST = 90 * DAY
HEIGHT = 260  # pixels of the plot, without its labels
LABEL = 16  # pixels that a label needs
TICKS = (1, 3, 7, 14, 30, 60, 90)
#: From the top downwards.
OTHERS = (Cause.PASSED_ON, Cause.REJECTED, Cause.CLOSED)


@dataclass(frozen=True, slots=True)
class EndLabel:
    """The share that had ended so when the curve stops, and where its word stands: pixels from above."""

    cause: Cause
    share: float
    y: float


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """A point of the curve of resolution: ``x`` in percent of the width, ``y`` in pixels from above."""

    seconds: float
    share: float
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class EndsChart:
    """Shapes as SVG writes points, for a box of 100 by 100 that may be stretched; ``others`` in the order of OTHERS,
    each lying under those before it. ``right``: where the curve stops, in percent. ``half``: None when half of all
    were not resolved; ``target``: the share resolved within the target, None when the curve stops before."""

    resolved: str
    band: str
    line: str
    others: tuple[tuple[Cause, str], ...]
    labels: tuple[EndLabel, ...]
    right: float
    half: CurvePoint | None
    target: CurvePoint | None
    ticks: tuple[tuple[int, float], ...]
    height: int = HEIGHT


def ends_chart(resolution: TimeToEvent, outcomes: Outcomes, target: float) -> EndsChart | None:
    """The chart of one agency's own time, on a square-root scale that widens the first days; ``target`` in seconds.
    None when there is too little to draw."""
    steps = [(s, *shares, *others) for s, shares, others in _steps(resolution, outcomes) if s <= LONGEST]
    if len(steps) < 2:
        return None
    xs = [0.0, *(_x(step[0]) for step in steps)]
    still, low, high = ([1.0, *(step[place] for step in steps)] for place in (1, 2, 3))
    passed_on, rejected, closed = ([0.0, *(step[place] for step in steps)] for place in (4, 5, 6))
    depths = [passed_on, _sums(passed_on, rejected), _sums(passed_on, rejected, closed)]
    line = list(zip(xs, still, strict=True))
    ends = {Cause.RESOLVED: 1 - still[-1], Cause.PASSED_ON: passed_on[-1]}
    ends |= {Cause.REJECTED: rejected[-1], Cause.CLOSED: closed[-1]}
    ends[Cause.GOING_ON] = max(0.0, 1 - sum(ends.values()))
    return EndsChart(
        resolved=_points([*line, (xs[-1], 1.0), (0.0, 1.0)]),
        band=_points([*zip(xs, low, strict=True), *reversed(list(zip(xs, high, strict=True)))]),
        line=_points(line),
        others=tuple(
            (cause, _points([*zip(xs, depth, strict=True), (xs[-1], 0.0), (0.0, 0.0)]))
            for cause, depth in reversed(list(zip(OTHERS, depths, strict=True)))
            if ends[cause]
        ),
        labels=_labels(ends, still[-1]),
        right=xs[-1],
        half=_at(resolution.median.value, 0.5),
        target=_at(target, 1 - _value_at(line, _x(target))) if _x(target) <= xs[-1] else None,
        ticks=tuple((days, _x(days * DAY)) for days in TICKS if _x(days * DAY) <= xs[-1]),
    )


def _steps(
    resolution: TimeToEvent, outcomes: Outcomes
) -> Iterable[tuple[int, tuple[float, float, float], tuple[float, float, float]]]:
    return zip(STEPS, resolution.steps, outcomes.others, strict=False)


def _x(seconds: float) -> float:
    """Percent of the width."""
    return round(100 * sqrt(seconds / LONGEST), 2)


def _at(seconds: float | None, share: float) -> CurvePoint | None:
    if seconds is None or seconds > LONGEST:
        return None
    return CurvePoint(seconds, share, _x(seconds), round(HEIGHT * (1 - share), 1))


def _sums(*lines: Sequence[float]) -> list[float]:
    return [sum(values) for values in zip(*lines, strict=True)]


def _value_at(line: Sequence[tuple[float, float]], x: float) -> float:
    """The step function's value: that of the last point that is not after ``x``."""
    return [value for at, value in line if at <= x][-1]


def _points(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{round(100 * y, 2):g}" for x, y in points)


def _labels(ends: dict[Cause, float], still: float) -> tuple[EndLabel, ...]:
    """In the order from above, no two of them over one another; without those that are nothing."""
    middles: list[tuple[Cause, float]] = []
    above = 0.0
    for cause in OTHERS:
        middles.append((cause, above + ends[cause] / 2))
        above += ends[cause]
    middles += [(Cause.GOING_ON, (above + still) / 2), (Cause.RESOLVED, (1 + still) / 2)]
    shown = [(cause, HEIGHT * place) for cause, place in middles if ends[cause] >= 0.005]
    found: list[EndLabel] = []
    for cause, y in shown:
        found.append(EndLabel(cause, ends[cause], round(max(y, found[-1].y + LABEL if found else 0.0), 1)))
    room = HEIGHT - LABEL / 2
    for place in reversed(range(len(found))):
        label = found[place]
        found[place] = EndLabel(label.cause, label.share, min(label.y, room))
        room = found[place].y - LABEL
    return tuple(found)
