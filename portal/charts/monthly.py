"""Tickets received (bars) and resolved (a line) in each month; places across are percentages, to fit every width."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import TypeAlias

from .scales import round_above

LONGEST = 36  # months drawn; more bars would be too thin to tell apart
HEIGHT = 72  # pixels of the plot, without its labels
_TALL = 100  # pixels from which on half of the scale has a line of its own
_GAP = 0.28  # of a month's width
Covered: TypeAlias = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month by its first day. ``otherwise``: what left an agency without being resolved, None where that is
    not counted. ``running``: it is not over yet; ``partial``: the counts do not cover
    all of its days, so that it would seem to be a fall."""

    first: date
    received: int
    resolved: int
    running: bool
    partial: bool
    otherwise: int | None = None

    @property
    def last(self) -> date:
        return _last(self.first)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A month as it is drawn. ``left``, ``width``, ``middle``: percent of the width; ``top``: pixels from above of the
    bar's upper edge, ``line``: of the point of the resolved line.

    ``rank`` says where its label is shown: 1 on every width, 2 on a middling one, 3 on a wide one, 4 never.
    """

    month: Month
    left: float
    width: float
    middle: float
    top: float
    line: float
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyChart:
    """``months``: all, in order, without gaps; ``bars``: the newest of them, which are drawn.

    ``most``: the count at the upper edge; ``height``: the pixel of zero.
    """

    months: tuple[Month, ...]
    bars: tuple[Bar, ...]
    most: int
    height: int

    @property
    def latest(self) -> Month | None:
        """The last drawn month that is over and in which something was received, else the last."""
        drawn = [bar.month for bar in self.bars]
        over = [month for month in drawn if not month.partial and month.received]
        return next(reversed(over or drawn), None)

    @property
    def leaves_otherwise(self) -> bool:
        """Whether it is counted what left without being resolved."""
        return any(month.otherwise is not None for month in self.months)

    @property
    def any_resolved(self) -> bool:
        return any(bar.month.resolved for bar in self.bars)

    @property
    def segments(self) -> list[tuple[Bar, Bar]]:
        """Neighbours that the line joins: months that are covered in part it neither reaches nor crosses."""
        return [(a, b) for a, b in pairwise(self.bars) if not (a.month.partial or b.month.partial)]

    @property
    def halved(self) -> bool:
        """Whether there is room for a line at half of the scale."""
        return self.height >= _TALL


def monthly_chart(
    counts: Iterable[tuple[date, int, int]],
    today: date,
    covered: Covered = (None, None),
    height: int = HEIGHT,
    otherwise: Mapping[date, int] | None = None,
) -> MonthlyChart:
    """The chart of (first day, received, resolved) of each month, in any order; a month left out had none of both.
    ``otherwise``: by first day, what left without being resolved, which has no mark; None where that is not counted.
    ``covered``: the first and the last day that the counts are of, None: without an end."""
    known = {first: (received, resolved) for first, received, resolved in counts if received or resolved}
    busy = {*known, *(first for first, left in (otherwise or {}).items() if left)}
    months = tuple(_month(first, known.get(first, (0, 0)), today, covered) for first in _without_gaps(busy))
    if otherwise is not None:
        months = tuple(replace(month, otherwise=otherwise.get(month.first, 0)) for month in months)
    drawn = months[-LONGEST:]
    most = round_above(max([1, *(max(month.received, month.resolved) for month in drawn)]))
    step = 100 / max(1, len(drawn))
    bars = tuple(
        Bar(
            month=month,
            left=round(step * (place + _GAP / 2), 2),
            width=round(step * (1 - _GAP), 2),
            middle=round(step * (place + 0.5), 2),
            top=round(height * (1 - month.received / most), 1),
            line=round(height * (1 - month.resolved / most), 1),
            rank=_rank(month.first.month, len(drawn)),
        )
        for place, month in enumerate(drawn)
    )
    return MonthlyChart(months=months, bars=bars, most=most, height=height)


def _month(first: date, counts: tuple[int, int], today: date, covered: Covered) -> Month:
    since, until = covered
    running, last = first == today.replace(day=1), _last(first)
    begins_within = since is not None and first < since <= last
    ends_within = until is not None and first <= until < last
    return Month(first, *counts, running, running or begins_within or ends_within)


def _last(first: date) -> date:
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _without_gaps(months: Iterable[date]) -> list[date]:
    """The first days of all months from the first to the last of these."""
    numbers = [first.year * 12 + first.month - 1 for first in months]
    every = range(min(numbers), max(numbers) + 1) if numbers else range(0)
    return [date(number // 12, number % 12 + 1, 1) for number in every]


def _rank(month: int, count: int) -> int:
    """Of ``count`` months: January, which names its year, is always labelled; of the others every second, then every
    third, then every sixth, as room is lost."""
    if month == 1 or count <= 6 or (month % 2 and count <= 14):
        return 1
    if count > 18 and month % 3 != 1:
        return 4
    return 2 if count <= 14 or month == 7 or (month % 2 and count <= 24) else 3
