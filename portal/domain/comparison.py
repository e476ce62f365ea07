"""Whether offices, or areas, differ by more than chance, and which is the slowest: what may be said in a headline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from math import hypot, inf, log
from statistics import NormalDist

from .figure import ENOUGH, NEARLY_ALL, Z95, Figure
from .scorecard import Scorecard
from .time_to_event import HORIZONS

#: So many of whom one is the slowest can be named in a headline.
NAMED = 3


class Measure(StrEnum):
    """What is compared; the value stands in addresses."""

    MEDIAN = "median"
    ON_TIME = "on-time"
    WITHIN_1 = "within-1"
    WITHIN_3 = "within-3"
    WITHIN_7 = "within-7"
    WITHIN_30 = "within-30"
    WITHIN_90 = "within-90"

    @property
    def days(self) -> int | None:
        """Of a share that ended within so many days."""
        return int(self.value.removeprefix("within-")) if self.value.startswith("within-") else None

    def figure(self, card: Scorecard) -> Figure:
        if self.days is not None:
            return card.resolution.within[HORIZONS.index(self.days)]
        return card.resolution.median if self is Measure.MEDIAN else card.on_time


class Side(StrEnum):
    """Where the whole of an interval lies: on the side of the long waits, on the other, or on none."""

    SLOWER = "slower"
    FASTER = "faster"
    NEITHER = "neither"


class Verdict(StrEnum):
    """What the comparison says."""

    NONE = "none"  # there are no tickets
    FEW = "few"  # nobody has enough of them
    ALONE = "alone"  # one has nearly all, or nobody else has enough
    UNKNOWN = "unknown"  # there are enough, but fewer than two have a figure that can be compared
    SLOWEST = "slowest"  # one is slower than each of the others
    AMONG = "among"  # the slowest is one of a few, which cannot be told from it
    ALIKE = "alike"  # the slowest cannot be told from most


@dataclass(frozen=True, slots=True)
class Compared:
    """One of those compared. ``fit``: it takes part in the order; ``alike``: keys of those that it cannot be told from,
    in their order."""

    key: str
    tickets: int
    figure: Figure
    fit: bool
    side: Side
    alike: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """``rows``: the slowest first, then those that are not ranked, most tickets first. ``reference``: the target in
    seconds, or the share of all together; None without any. ``slow``: the slowest and whom it cannot be told from.
    ``different`` of the ``pairs`` of those that are fit can be told apart."""

    measure: Measure
    verdict: Verdict
    rows: tuple[Compared, ...]
    reference: float | None
    slow: tuple[str, ...]
    pairs: int
    different: int

    @property
    def tickets(self) -> int:
        return sum(row.tickets for row in self.rows)

    @property
    def largest(self) -> Compared | None:
        """Who has most tickets."""
        return max(self.rows, key=lambda row: row.tickets, default=None)

    @property
    def ranked(self) -> tuple[Compared, ...]:
        return tuple(row for row in self.rows if row.fit)


def compare(figures: Mapping[str, Figure], tickets: Mapping[str, int], measure: Measure, target: float) -> Comparison:
    """Compare groups by their key; ``tickets``: how many each has, ``target``: the time to resolve, in seconds."""
    order = sorted(
        (key for key in figures if figures[key].fit), key=lambda key: (_slowness(figures[key], measure), key)
    )
    rest = sorted(figures.keys() - order, key=lambda key: (-tickets[key], key))
    pairs, times = len(order) * (len(order) - 1) // 2, measure is Measure.MEDIAN
    apart = {
        frozenset((a, b))
        for a, b in combinations(order, 2)
        if told_apart(figures[a], figures[b], times=times, pairs=pairs)
    }
    reference = target if measure is Measure.MEDIAN else _together(list(figures.values()))
    rows = [
        Compared(
            key=key,
            tickets=tickets[key],
            figure=figures[key],
            fit=key in order,
            side=_side(figures[key], measure, reference),
            alike=tuple(k for k in order if k != key and {k, key} not in apart) if key in order else (),
        )
        for key in [*order, *rest]
    ]
    return Comparison(
        measure=measure,
        verdict=_verdict(rows),
        rows=tuple(rows),
        reference=reference,
        slow=(rows[0].key, *rows[0].alike) if order else (),
        pairs=pairs,
        different=len(apart),
    )


def _verdict(rows: Sequence[Compared]) -> Verdict:
    counts = sorted((row.tickets for row in rows), reverse=True)
    ranked = [row for row in rows if row.fit]
    if not sum(counts):
        return Verdict.NONE
    if counts[0] < ENOUGH:
        return Verdict.FEW
    if counts[0] >= NEARLY_ALL * sum(counts) or counts[1] < ENOUGH:  # one alone has all
        return Verdict.ALONE
    if len(ranked) < 2:
        return Verdict.UNKNOWN
    slow = 1 + len(ranked[0].alike)
    if slow == 1:
        return Verdict.SLOWEST
    return Verdict.AMONG if slow <= max(NAMED, len(ranked) // 2) and slow < len(ranked) else Verdict.ALIKE


def _slowness(figure: Figure, measure: Measure) -> float:
    """Sorts the slowest first; a median that was not reached is the longest of all."""
    if figure.value is None:
        return -inf
    return -figure.value if measure is Measure.MEDIAN else figure.value


def _together(figures: Sequence[Figure]) -> float | None:
    """The share of all tickets: each group's counts for as many as it has."""
    known = [(figure.value, figure.n) for figure in figures if figure.value is not None]
    n = sum(n for _, n in known)
    return sum(value * n for value, n in known) / n if n else None


def _side(figure: Figure, measure: Measure, reference: float | None) -> Side:
    """A time has only one wrong side: to be quicker than the target is what is asked of everybody."""
    if reference is None or figure.small or figure.low is None:
        return Side.NEITHER
    high = inf if figure.high is None else figure.high
    if measure is Measure.MEDIAN:
        return Side.SLOWER if figure.low > reference else Side.NEITHER
    if high < reference:
        return Side.SLOWER
    return Side.FASTER if figure.low > reference else Side.NEITHER


def told_apart(one: Figure, other: Figure, *, times: bool, pairs: int = 1) -> bool:
    """Whether two figures are further apart than chance explains; ``times``: they are seconds, else shares.

    Their 95 % intervals must not touch. That alone would find differences among many equal ones, so the difference must
    also pass a test at 5 % shared between all ``pairs`` that are looked at (Bonferroni), with the error that each
    interval shows on the side of the other; times on a logarithmic scale, on which their intervals are nearly even.
    """
    below, above = sorted((one, other), key=lambda figure: inf if figure.value is None else figure.value)
    if below.value is None or below.high is None or above.low is None or above.low <= below.high:
        return False
    if above.value is None:
        return True  # not reached: its interval has no middle, and it begins above all of the other's
    places = (below.value, below.high, above.low, above.value)
    value, high, low, beyond = (log(max(place, 1.0)) for place in places) if times else places
    error = hypot(high - value, beyond - low) / Z95
    return beyond - value > NormalDist().inv_cdf(1 - 0.05 / (2 * pairs)) * error
