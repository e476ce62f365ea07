"""One published figure: its value with a 95 % interval, what it was counted from, or why it is not shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

#: Fewer tickets than this make a figure small: greyed and never ranked.
ENOUGH = 30
#: Whoever has this share of all tickets leaves nobody to be compared with.
NEARLY_ALL = 0.9
#: Fewer reports of a category say too little of it, where a share is adjusted for the mix of categories.
ENOUGH_OF_ONE = 10
#: Of less of the city's reports than this an adjusted share would not speak for the city's mix.
LEAST_COVERED = 0.5
#: The standard normal quantile of a two-sided 95 % interval.
Z95 = 1.959963984540054


class Why(StrEnum):
    """Whether a figure has a value, and if not, what to say instead."""

    SHOWN = "shown"
    NOT_REACHED = "not_reached"  # too many still wait for the quantile to exist
    TOO_YOUNG = "too_young"  # the tickets have not been watched for long enough
    EMPTY = "empty"  # nothing to count


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its interval. Seconds or a share from 0 to 1; ``high`` None: without an upper end."""

    value: float | None
    low: float | None
    high: float | None
    n: int
    why: Why = Why.SHOWN

    @property
    def small(self) -> bool:
        return self.n < ENOUGH

    @property
    def shown(self) -> bool:
        return self.why is Why.SHOWN

    @property
    def fit(self) -> bool:
        """May take part in an order: enough tickets, and at least known to be longer than something."""
        return not self.small and self.why in (Why.SHOWN, Why.NOT_REACHED) and self.low is not None


def nothing(why: Why, n: int, low: float | None = None) -> Figure:
    """A figure without a value, saying why; ``low`` when at least a lower end is known."""
    return Figure(None, low, None, n, why)


def wilson(k: int, n: int) -> Figure:
    """The share ``k`` of ``n`` with Wilson's score interval at 95 % (Wilson 1927), which never leaves 0 to 1."""
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n} is not a share")
    if n == 0:
        return nothing(Why.EMPTY, 0)
    share, z2 = k / n, Z95 * Z95
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z95 / (1 + z2 / n) * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    low = 0.0 if k == 0 else max(0.0, centre - half)
    high = 1.0 if k == n else min(1.0, centre + half)
    return Figure(share, low, high, n)
