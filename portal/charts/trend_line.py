"""A small line by month with its interval, on a scale of its own; places across are percentages, to fit every width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ..domain.figure import Figure

MONTHS = 12  # drawn at most
LEAST = 3  # months that make a line
_EDGE = 12.0  # percent of the height free above and below


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPoint:
    """A month and its figure; ``x`` and ``y`` in percent, from the left and from above."""

    month: date
    figure: Figure
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendLine:
    """``months``: all, with a figure or the reason why there is none. ``lines`` and ``bands``: as SVG writes points, in
    a box of 100 by 100 that may be stretched. A month without a figure breaks them; ``alone``: those between two such.
    """

    months: tuple[tuple[date, Figure], ...]
    first: TrendPoint
    last: TrendPoint
    alone: tuple[TrendPoint, ...]
    lines: tuple[str, ...]
    bands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Height:
    """Where a value lies, in percent from above; all of one size lie in the middle."""

    least: float
    most: float

    def __call__(self, value: float) -> float:
        share = (value - self.least) / (self.most - self.least) if self.most > self.least else 0.5
        return round(_EDGE + (1 - share) * (100 - 2 * _EDGE), 1)


def trend_line(months: Sequence[tuple[date, Figure]]) -> TrendLine | None:
    """The newest MONTHS months in order; None when fewer than LEAST of them have a figure."""
    drawn = tuple(months[-MONTHS:])
    known = [figure for _, figure in drawn if figure.value is not None]
    if len(known) < LEAST:
        return None
    ends = [end for f in known for end in (f.value, f.low, f.high) if end is not None]
    height = _Height(min(ends), max(ends))
    points = [
        TrendPoint(month=month, figure=figure, x=round(100 * place / (len(drawn) - 1), 1), y=height(figure.value))
        if figure.value is not None
        else None
        for place, (month, figure) in enumerate(drawn)
    ]
    runs = [[point for point in run if point] for some, run in groupby(points, key=bool) if some]
    shown = [point for run in runs for point in run]
    return TrendLine(
        months=drawn,
        first=shown[0],
        last=shown[-1],
        alone=tuple(run[0] for run in runs if len(run) == 1),
        lines=tuple(" ".join(f"{point.x},{point.y}" for point in run) for run in runs if len(run) > 1),
        bands=tuple(_band(run, height) for run in _with_intervals(runs) if len(run) > 1),
    )


def _with_intervals(runs: Sequence[Sequence[TrendPoint]]) -> list[list[TrendPoint]]:
    """Runs of neighbouring months whose figures have an interval with both ends."""
    parts = [groupby(run, key=lambda p: p.figure.low is not None and p.figure.high is not None) for run in runs]
    return [list(part) for run in parts for whole, part in run if whole]


def _band(run: Sequence[TrendPoint], height: _Height) -> str:
    above = [f"{point.x},{height(point.figure.high or 0.0)}" for point in run]
    below = [f"{point.x},{height(point.figure.low or 0.0)}" for point in reversed(run)]
    return " ".join([*above, *below])
