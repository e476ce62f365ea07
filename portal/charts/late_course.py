"""The share of late reports in steps of four weeks: what a finding is about, all other reports, and what is compared.

Places across are percentages, to fit every width; places down are pixels.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..domain.figure import Figure
from ..domain.weekly_finding import RECENT, STEPS, LateCount, WeeklyFinding, WeeklyKind, before
from .scales import round_above

HEIGHT = 190.0
#: Of a step with fewer reports no point is drawn: one report would move it by a fifth.
DRAWN = 5
NAME_APART = 30.0  # pixels between two names of two lines
_LETTERS = 15  # of a name's line


@dataclass(frozen=True, slots=True)
class StepPoint:
    """``step``: its place among all STEPS."""

    step: int
    figure: Figure
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MeanLine:
    """The share of one side of a comparison, as a level line from ``left`` to ``right``; ``text``: pixels of the base
    of its number, on the side where the other line is not."""

    left: float
    right: float
    y: float
    text: float
    figure: Figure
    of_rest: bool


@dataclass(frozen=True, slots=True)
class LineName:
    """``lines``: a name as it fits beside the drawing; ``y``: pixels of the first."""

    lines: tuple[str, ...]
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LateChart:
    """``course`` and ``rest``: the points of both lines; ``band``: the first one's interval, as SVG writes points in a
    box of 100 by 100; ``windows``: (left, width) of what is compared; ``grid``: (percent, pixels from above)."""

    course: tuple[StepPoint, ...]
    rest: tuple[StepPoint, ...]
    band: str
    windows: tuple[tuple[float, float], ...]
    means: tuple[MeanLine, ...]
    grid: tuple[tuple[float, float], ...]
    names: tuple[LineName, ...]
    height: float = HEIGHT

    @property
    def lines(self) -> list[tuple[bool, StepPoint, StepPoint]]:
        """Neighbours to be joined: (whether it is the line of all others, from, to)."""
        return [(rest, a, b) for rest, points in ((True, self.rest), (False, self.course)) for a, b in pairwise(points)]


def late_chart(of: WeeklyFinding, name: str, others: str) -> LateChart | None:
    """``name``: of what the finding is about, ``others``: of all other reports. None where it has fewer than two
    points."""
    first = next((place for place, step in enumerate(of.course) if step.n >= DRAWN), STEPS)
    count = STEPS - first
    points = [(place, step.figure) for place, step in enumerate(of.course) if step.n >= DRAWN]
    if len(points) < 2:
        return None
    rest = [(place, step.figure) for place, step in enumerate(of.rest) if step.n >= DRAWN and place >= first]
    most = round_above(max(1, *(round(100 * (figure.value or 0.0)) for _, figure in [*points, *rest]), _top(of)))
    scale = _Scale(first, count, most / 100)
    course = tuple(scale.point(place, figure) for place, figure in points)
    beside = tuple(scale.point(place, figure) for place, figure in rest)
    compared = _compared(of)
    return LateChart(
        course=course,
        rest=beside,
        band=_band(course, scale),
        windows=tuple((scale.left(part.start), scale.left(part.stop) - scale.left(part.start)) for part in compared),
        means=tuple(_means(of, compared, scale)),
        grid=tuple((share, scale.y(share / 100)) for share in (0.0, most / 2, float(most))),
        names=_names([(name, course), (others, beside)]),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    first: int
    count: int
    most: float

    def left(self, step: int) -> float:
        """The left edge of a step."""
        return round(100 * (step - self.first) / self.count, 2)

    def y(self, share: float) -> float:
        return round(HEIGHT * (1 - share / self.most), 1)

    def point(self, step: int, figure: Figure) -> StepPoint:
        return StepPoint(
            step, figure, round(100 * (step - self.first + 0.5) / self.count, 2), self.y(figure.value or 0.0)
        )


def _compared(of: WeeklyFinding) -> list[range]:
    """The steps of each side that a comparison has in time."""
    parts = [RECENT, before(of.yearly)] if of.kind is WeeklyKind.CHANGED else [RECENT] if of.subject else []
    return [range(STEPS)[part] for part in parts]


def _means(of: WeeklyFinding, compared: Sequence[range], scale: _Scale) -> list[MeanLine]:
    found = []
    for part in compared:
        both = [(course, rest) for course, rest in ((of.course, False), (of.rest, True)) if course]
        values = [(_total(course, part), rest) for course, rest in both]
        high = max(figure.value or 0.0 for figure, _ in values)
        for figure, rest in values:
            y = scale.y(figure.value or 0.0)
            found.append(
                MeanLine(
                    left=scale.left(part.start),
                    right=scale.left(part.stop),
                    y=y,
                    text=y - 6 if figure.value == high else y + 17,
                    figure=figure,
                    of_rest=rest,
                )
            )
    return found


def _total(course: Sequence[LateCount], part: range) -> Figure:
    steps = [course[step] for step in part]
    return LateCount(sum(step.late for step in steps), sum(step.n for step in steps)).figure


def _top(of: WeeklyFinding) -> int:
    """Percent that the intervals of what is compared reach."""
    return max([0, *(round(100 * (f.high or 0.0)) for f in (of.now, of.before) if f.n and of.subject)])


def _band(points: Sequence[StepPoint], scale: _Scale) -> str:
    def down(share: float | None) -> float:
        return round(100 * min(max(scale.y(share or 0.0), 0.0), HEIGHT) / HEIGHT, 1)

    above = [f"{point.x},{down(point.figure.low)}" for point in points]
    return " ".join([*above, *(f"{point.x},{down(point.figure.high)}" for point in reversed(points))])


def _names(of: Sequence[tuple[str, Sequence[StepPoint]]]) -> tuple[LineName, ...]:
    """Beside the last point of each line, moved apart where they would lie over one another."""
    lines = [(tuple(textwrap.wrap(name, _LETTERS)[:2]), points[-1].y) for name, points in of if points]
    if len(lines) == 2 and abs(lines[0][1] - lines[1][1]) < NAME_APART:
        middle, up = (lines[0][1] + lines[1][1]) / 2, -1 if lines[0][1] <= lines[1][1] else 1
        lines = [(lines[0][0], middle + up * NAME_APART / 2), (lines[1][0], middle - up * NAME_APART / 2)]
    return tuple(LineName(name, round(min(max(y, 8.0), HEIGHT), 1)) for name, y in lines)
