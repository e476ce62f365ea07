"""Where things stand in a chart: percent across and pixels down, so that one drawing fits every width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import log

from ..domain.figure import Figure
from ..domain.period_scorecard import MonthFlow
from ..domain.scorecard import BANDS, Scorecard
from ..domain.time_to_event import DAY
from ..domain.transitions import Closing

HOUR = 3600
#: What a logarithmic scale of waiting is labelled with, in seconds.
TICKS = (60, 600, HOUR, 6 * HOUR, DAY, 3 * DAY, 7 * DAY, 30 * DAY, 90 * DAY, 365 * DAY)
_NICE = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place; ``rank`` 1 is labelled on every width, 2 on a wide one only."""

    seconds: int
    x: float
    rank: int


@dataclass(frozen=True, slots=True)
class WaitScale:
    """Seconds on a logarithmic scale, as percent of the width, with ``margin`` percent free at both ends."""

    shortest: float
    longest: float
    margin: float = 3.0

    def x(self, seconds: float) -> float:
        """Where ``seconds`` stand; what lies outside stands at the edge."""
        inside = min(max(seconds, self.shortest), self.longest)
        share = log(inside / self.shortest) / log(self.longest / self.shortest)
        return round(self.margin + share * (100 - 2 * self.margin), 2)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Labels for narrow widths are a day, a week, a month and a year; the rest are for wide ones."""
        shown = [t for t in TICKS if self.shortest <= t <= self.longest]
        narrow = {DAY, 7 * DAY, 30 * DAY, 365 * DAY}
        return tuple(Tick(t, self.x(t), 1 if t in narrow else 2) for t in shown)


def wait_scale(figures: Sequence[Figure]) -> WaitScale:
    """One scale that holds all these figures with their intervals, never shorter than from 6 hours to 30 days."""
    ends = [v for f in figures for v in (f.value, f.low, f.high) if v is not None and v > 0]
    shortest = max((t for t in TICKS if t <= min([6 * HOUR, *ends])), default=TICKS[0])
    longest = min((t for t in TICKS if t >= max([30 * DAY, *ends])), default=TICKS[-1])
    return WaitScale(shortest * 0.8, longest * 1.1)


@dataclass(frozen=True, slots=True)
class Dot:
    """A figure on a scale. ``x`` None: no value; ``open``: the interval has no upper end and runs off the edge."""

    x: float | None
    left: float | None
    right: float | None
    open: bool


def dot(figure: Figure, scale: WaitScale) -> Dot:
    """The dot and the interval of a figure."""
    open_ended = figure.low is not None and figure.high is None
    return Dot(
        x=None if figure.value is None else scale.x(figure.value),
        left=None if figure.low is None else scale.x(figure.low),
        right=100.0 if open_ended else None if figure.high is None else scale.x(figure.high),
        open=open_ended,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One month: percent across, pixels down; ``line`` is the height of the resolved line."""

    month: MonthFlow
    left: float
    width: float
    middle: float
    top: float
    line: float
    rank: int
    running: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Months in order; ``most`` is the count at the upper edge, ``base`` the pixel of zero. ``left_out`` earlier months
    are in the table only."""

    bars: tuple[Bar, ...]
    most: int
    base: float
    left_out: int

    @property
    def segments(self) -> list[tuple[Bar, Bar]]:
        return list(pairwise(self.bars))


def bars(months: Sequence[MonthFlow], *, running: str = "", height: float = 140.0, at_most: int = 36) -> Bars:
    """Received as bars, resolved as a line; ``running`` is the month that is not over yet."""
    shown = months[-at_most:]
    most = nice(max([1, *(max(m.received, m.resolved) for m in shown)]))
    step = 100 / max(len(shown), 1)
    made = tuple(
        Bar(
            month=month,
            left=round(step * (i + 0.14), 2),
            width=round(step * 0.72, 2),
            middle=round(step * (i + 0.5), 2),
            top=round(height * (1 - month.received / most), 1),
            line=round(height * (1 - month.resolved / most), 1),
            rank=_rank(month.key, i, len(shown)),
            running=month.key == running,
        )
        for i, month in enumerate(shown)
    )
    return Bars(bars=made, most=most, base=height, left_out=len(months) - len(shown))


def _rank(month: str, place: int, count: int) -> int:
    """Of a year or so, every third month is labelled on a narrow width; of more, Januaries (wide: Julies too)."""
    if count > 14:
        return {"01": 1, "07": 2}.get(month[5:], 3)
    return 1 if (count - 1 - place) % max(1, -(-count // 6)) == 0 else 2


def nice(most: int) -> int:
    """The next round number that is not below ``most``."""
    size = 1
    while True:
        for factor in _NICE:
            if size * factor >= most and (size * factor) % 1 == 0:
                return int(size * factor)
        size *= 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A part of one whole bar, in percent; ``labelled`` when a figure fits into it. ``reason`` None: still open."""

    reason: Closing | None
    n: int
    share: float
    left: float

    @property
    def width(self) -> float:
        return round(100 * self.share, 2)

    @property
    def labelled(self) -> bool:
        return self.share >= 0.14


def stacked(counts: Sequence[tuple[Closing | None, int]]) -> tuple[Segment, ...]:
    """Counts as parts of one bar in their order; those of nothing are left out."""
    total = sum(n for _, n in counts)
    found: list[Segment] = []
    before = 0
    for reason, n in counts:
        if n:
            found.append(Segment(reason=reason, n=n, share=n / total, left=round(100 * before / total, 2)))
            before += n
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One band of ages: ``under`` days (None: over the last edge), its share of the longest bar in percent."""

    over: int
    under: int | None
    n: int
    width: float


def bands(counts: Sequence[int], edges: Sequence[int] = BANDS) -> tuple[Band, ...]:
    """Bars of equal scale, one a band."""
    most = max([1, *counts])
    ends = [0, *edges]
    return tuple(
        Band(over=ends[i], under=edges[i] if i < len(edges) else None, n=n, width=round(100 * n / most, 2))
        for i, n in enumerate(counts)
    )


def endings(card: Scorecard) -> list[tuple[Closing | None, int]]:
    """How many tickets ended in which way, the fixed first, the open last: what ``stacked`` draws."""
    order = (
        Closing.RESOLVED,
        Closing.RESOLVED_AFTER_DISPUTE,
        Closing.CLOSED,
        Closing.TIMED_OUT,
        Closing.REJECTED,
        Closing.DUPLICATE,
    )
    return [*((reason, card.closing.get(reason, 0)) for reason in order), (None, card.backlog.n)]


def first_day(month: str) -> date:
    """The first day of a month's key, 2023-01."""
    return date.fromisoformat(f"{month}-01")
