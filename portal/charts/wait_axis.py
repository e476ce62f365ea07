"""A logarithmic axis of waiting times, on which figures are dots with their intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log

from ..domain.figure import Figure
from ..domain.time_to_event import DAY

HOUR = 3600
#: What the axis is labelled with, in seconds.
TICKS = (60, 600, HOUR, 6 * HOUR, DAY, 3 * DAY, 7 * DAY, 30 * DAY, 90 * DAY, 365 * DAY)
#: Where medians of many reports lie: areas differ less than agencies.
AROUND_A_WEEK = (DAY, 7 * DAY)
_ON_EVERY_WIDTH = frozenset({DAY, 7 * DAY, 30 * DAY, 365 * DAY})


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place, ``x`` in percent of the width; ``rank`` 1 is labelled on every width, 2 on a wide one only."""

    seconds: int
    x: float
    rank: int


@dataclass(frozen=True, slots=True)
class Dot:
    """A figure on an axis, in percent of the width. ``x`` None: it has no value; ``open``: its interval has no upper
    end and runs off the edge."""

    x: float | None
    left: float | None
    right: float | None
    open: bool


@dataclass(frozen=True, slots=True)
class WaitAxis:
    """From ``shortest`` to ``longest`` seconds, with ``margin`` percent of the width free at both ends."""

    shortest: float
    longest: float
    margin: float = 3.0

    def x(self, seconds: float) -> float:
        """Where ``seconds`` are, in percent of the width; what lies outside of the axis is at its end."""
        inside = min(max(seconds, self.shortest), self.longest)
        share = log(inside / self.shortest) / log(self.longest / self.shortest)
        return round(self.margin + share * (100 - 2 * self.margin), 2)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        shown = [t for t in TICKS if self.shortest <= t <= self.longest]
        return tuple(Tick(t, self.x(t), 1 if t in _ON_EVERY_WIDTH else 2) for t in shown)

    def dot(self, figure: Figure) -> Dot:
        """A figure in seconds with its interval."""
        return dot(figure, self.x)


def dot(figure: Figure, x: Callable[[float], float]) -> Dot:
    """A figure where ``x`` places its value and the ends of its interval."""
    open_ended = figure.low is not None and figure.high is None
    return Dot(
        x=None if figure.value is None else x(figure.value),
        left=None if figure.low is None else x(figure.low),
        right=100.0 if open_ended else None if figure.high is None else x(figure.high),
        open=open_ended,
    )


def wait_axis(figures: Sequence[Figure], least: tuple[int, int] = (6 * HOUR, 30 * DAY)) -> WaitAxis:
    """One axis for all these figures in seconds with their intervals; ``least``: what it reaches from and to anyway."""
    ends = [v for f in figures for v in (f.value, f.low, f.high) if v is not None and v > 0]
    shortest = max((t for t in TICKS if t <= min([least[0], *ends])), default=TICKS[0])
    longest = min((t for t in TICKS if t >= max([least[1], *ends])), default=TICKS[-1])
    return WaitAxis(shortest * 0.8, longest * 1.1)
