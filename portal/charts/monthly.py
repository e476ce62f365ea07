"""Received and resolved by month, laid out for a drawing whose width is the reader's: places across are percentages."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

LONGEST = 36  # months drawn; more would be lines, not bars
HEIGHT = 72.0  # of the plot, in pixels
_GAP = 0.28  # of a month's width
_NICE = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One month. ``left``, ``width``, ``middle`` in percent of the width; ``bar_top``, ``line_y`` in pixels from above.

    ``rank`` says when its label is shown: 1 always, 2 on a middling width, 3 on a wide one, 4 never.
    """

    first: date
    last: date
    received: int
    resolved: int
    left: float
    width: float
    middle: float
    bar_top: float
    line_y: float
    rank: int
    running: bool

    @property
    def new_year(self) -> bool:
        return self.first.month == 1


@dataclass(frozen=True, slots=True)
class Trend:
    """The months in order, without gaps. ``top``: the count at the upper edge; ``hidden``: months left out before."""

    points: tuple[Point, ...]
    top: int
    hidden: int = 0

    @property
    def latest(self) -> Point | None:
        """The last month that is over and in which something came in, else the last."""
        over = [point for point in self.points if not point.running and point.received]
        points = over or self.points
        return points[-1] if points else None

    @property
    def any_resolved(self) -> bool:
        return any(point.resolved for point in self.points)

    @property
    def segments(self) -> list[tuple[Point, Point]]:
        """Neighbours, to draw the line between; the month that still runs is not joined."""
        over = [point for point in self.points if not point.running]
        return list(pairwise(over))


def trend(months: Iterable[tuple[int, int, int]], today: date, height: float = HEIGHT) -> Trend:
    """The trend of (yyyymm, received, resolved), in any order; months without an entry count nothing."""
    counts = {month: (received, resolved) for month, received, resolved in months if received or resolved}
    if not counts:
        return Trend((), 1)
    every = _every_month(min(counts), max(counts))
    shown = every[-LONGEST:]
    top = _nice(max(max(counts.get(month, (0, 0))) for month in shown))
    points = tuple(_point(place, shown, counts, top, height, today) for place in range(len(shown)))
    return Trend(points, top, len(every) - len(shown))


def _every_month(first: int, last: int) -> list[int]:
    numbers = range(first // 100 * 12 + first % 100 - 1, last // 100 * 12 + last % 100)
    return [number // 12 * 100 + number % 12 + 1 for number in numbers]


def _point(
    place: int, shown: Sequence[int], counts: dict[int, tuple[int, int]], top: int, height: float, today: date
) -> Point:
    month = shown[place]
    received, resolved = counts.get(month, (0, 0))
    step = 100 / len(shown)
    first = date(month // 100, month % 100, 1)
    return Point(
        first=first,
        last=first.replace(day=calendar.monthrange(first.year, first.month)[1]),
        received=received,
        resolved=resolved,
        left=round(step * (place + _GAP / 2), 2),
        width=round(step * (1 - _GAP), 2),
        middle=round(step * (place + 0.5), 2),
        bar_top=round(height * (1 - received / top), 1),
        line_y=round(height * (1 - resolved / top), 1),
        rank=_rank(first, len(shown)),
        running=(first.year, first.month) == (today.year, today.month),
    )


def _rank(first: date, count: int) -> int:
    """January names its year and is always shown; of the others every second, then every sixth, as room is lost."""
    if first.month == 1 or count <= 6 or (first.month % 2 and count <= 14):
        return 1
    if count > 18 and first.month % 3 != 1:
        return 4
    return 2 if count <= 14 or first.month == 7 or (first.month % 2 and count <= 24) else 3


def _nice(most: int) -> int:
    """The next round number that is not below ``most``."""
    size = 1
    while True:
        for factor in _NICE:
            if size * factor >= most and (size * factor) % 1 == 0:
                return int(size * factor)
        size *= 10
