"""How long people wait when some still wait: the Kaplan-Meier estimate with intervals, on whole seconds.

The product-limit estimate is that of scipy.stats.ecdf on right-censored data, computed here directly because
thousands of groups are computed at a time; the tests hold it equal to scipy's and to lifelines'.

Intervals are the log-log ("exponential Greenwood") ones: S(t) ** exp(+-z * sqrt(G) / log S(t)) with Greenwood's sum
G = sum d / (r (r - d)) (Kalbfleisch and Prentice 1980; what lifelines and SAS draw by default). The interval of a
quantile is that of Brookmeyer and Crowley (1982): the first times at which the lower and the upper limit of
the curve fall to the level. Where the curve is exactly 1 or 0 the formula has no value; there Wilson's interval
of those at risk is used instead, so that "all of 40" is not said to be certain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from .figure import Z95, Figure, Why, nothing, wilson

Whole: TypeAlias = npt.NDArray[np.int64]
Real: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Places: TypeAlias = npt.NDArray[np.intp]

#: A level counts as reached when the product of fractions misses it by rounding only.
_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class Curve:
    """The share still waiting after each time at which somebody's wait ended; a step function.

    ``n`` waits, ``longest`` seconds is the longest watched; ``waits`` are all durations, sorted.
    """

    n: int
    longest: int
    times: Whole
    still: Real
    low: Real
    high: Real
    waits: Whole

    @property
    def ends(self) -> int:
        """How many distinct times an end was seen at."""
        return len(self.times)


def curve(waits: Whole, ended: Flags) -> Curve:
    """The Kaplan-Meier curve of ``waits`` in seconds; ``ended`` False: still waiting when last seen (censored)."""
    n = len(waits)
    coded = (waits << 1) | ~ended  # sorted once: of equal waits those that ended come first
    coded.sort()
    ordered = coded >> 1
    rows = np.flatnonzero(coded & 1 == 0)
    moments, counts, first = runs(ordered[rows])
    at_risk = n - rows[first]
    still: Real = np.cumprod(1.0 - counts / at_risk, dtype=np.float64)
    low, high = _limits(still, counts, at_risk)
    longest = int(ordered[-1]) if n else 0
    return Curve(n=n, longest=longest, times=moments, still=still, low=low, high=high, waits=ordered)


def middle(values: Whole) -> float:
    """The median of whole numbers; a third of the time that numpy's own takes on small groups, which are most."""
    ordered = np.sort(values)
    half = len(ordered) // 2
    return float(ordered[half]) if len(ordered) % 2 else (float(ordered[half - 1]) + float(ordered[half])) / 2


def distinct(ordered: Whole) -> tuple[Whole, Whole]:
    """The different values of a sorted array and how often each occurs."""
    return runs(ordered)[:2]


def runs(ordered: Whole) -> tuple[Whole, Whole, Places]:
    """The different values of a sorted array, how often each occurs, and where the first of each stands."""
    if not len(ordered):
        return ordered, ordered, ordered
    edges = np.concatenate(([0], np.flatnonzero(ordered[1:] != ordered[:-1]) + 1, [len(ordered)]))
    first = edges[:-1]
    return ordered[first], edges[1:] - first, first


def _limits(still: Real, counts: Whole, at_risk: Whole) -> tuple[Real, Real]:
    """The lower and upper 95 % limits of the curve at each time."""
    if not len(still):
        return still, still
    # Only the last time can leave nobody at risk: there Greenwood's sum has no value.
    whole = slice(None, -1) if counts[-1] == at_risk[-1] else slice(None)
    d, r, s = counts[whole], at_risk[whole], still[whole]
    log_s = np.log(s)
    spread = np.exp(Z95 * np.sqrt(np.cumsum(d / (r * (r - d)))) / -log_s)
    low, high = np.exp(log_s * spread), np.exp(log_s / spread)
    if len(s) == len(still):
        return low, high
    last_high = float(high[-1]) if len(high) else 1.0
    none_left = wilson(0, int(at_risk[-1])).high or 0.0
    return np.concatenate((low, [0.0])), np.concatenate((high, [last_high * none_left]))


def quantile(of: Curve, share: float) -> Figure:
    """The seconds after which ``share`` of the waits have ended, with its interval; NOT_REACHED when fewer have."""
    if of.n == 0:
        return nothing(Why.EMPTY, 0)
    level = 1.0 - share + _ROUNDING
    value, low, high = _falls_to(of, of.still, level), _falls_to(of, of.low, level), _falls_to(of, of.high, level)
    if value is None:
        return nothing(Why.NOT_REACHED, of.n, low)
    return Figure(value, low, high, of.n)


def _falls_to(of: Curve, line: Real, level: float) -> float | None:
    """The first time at which ``line`` is at or under ``level``; None when it never is."""
    if not len(line):
        return None
    under = line <= level
    first = int(under.argmax())
    return float(of.times[first]) if under[first] else None


def ended_within(of: Curve, seconds: int) -> Figure:
    """The share of waits that ended within ``seconds``, with its interval; TOO_YOUNG beyond the longest watched."""
    if of.n == 0:
        return nothing(Why.EMPTY, 0)
    place = int(of.times.searchsorted(seconds, side="right")) - 1
    over = place >= 0 and of.still[place] == 0.0
    if seconds > of.longest and not over:
        return nothing(Why.TOO_YOUNG, of.n)
    if place < 0:
        # Nobody's wait has ended yet: as sure as those still watched at that time are many.
        watched = of.n - int(of.waits.searchsorted(seconds, side="left"))
        return Figure(0.0, 0.0, wilson(0, max(watched, 1)).high, of.n)
    return Figure(1.0 - float(of.still[place]), 1.0 - float(of.high[place]), 1.0 - float(of.low[place]), of.n)
