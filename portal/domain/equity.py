"""Where people report little and wait long: what may be said of areas beside the whole city, and what may not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import inf, log
from statistics import NormalDist

from .figure import Z95, Figure

_LEAST = 1e-9  # of a rate: what nobody reported has no logarithm


class EquityVerdict(StrEnum):
    """What the comparison says, in the order in which it is looked for."""

    UNKNOWN = "unknown"  # fewer than two areas have both figures, or the city has none
    LEFT_OUT = "left_out"  # some areas report less than the city and wait longer, both beyond chance
    QUIET = "quiet"  # some report less, but none of these waits longer beyond chance
    EVEN = "even"  # none with enough reports reports less beyond chance


@dataclass(frozen=True, slots=True)
class EquityPlace:
    """An area: its reports per 1,000 residents, and the time until half of its reports were resolved, in seconds."""

    key: str
    residents: int
    rate: Figure
    wait: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Equity:
    """``rate``: reports per 1,000 residents of all areas together; ``wait``: the city's median in seconds. Keys of
    areas: ``left_out`` report less and wait longer, the longest wait first; ``quiet`` report less, the fewest first;
    ``unheard`` report less, and too little to know their waits. ``share``: of all residents, those of ``left_out``.
    """

    verdict: EquityVerdict
    rate: float | None
    wait: float | None
    left_out: tuple[str, ...] = ()
    quiet: tuple[str, ...] = ()
    unheard: tuple[str, ...] = ()
    share: float = 0.0


def equity(places: Sequence[EquityPlace], city: Figure) -> Equity:
    """``city``: the median of the whole city. An area is named only when the whole 95 % interval lies beyond the city's
    figure, and when the difference also passes a test at 5 % that all areas share (Bonferroni): of 65 equal areas some
    always seem different.
    """
    residents = sum(place.residents for place in places)
    rate = 1000 * sum(place.rate.n for place in places) / residents if residents else None
    known = [place for place in places if place.wait.fit]
    if rate is None or city.value is None or len(known) < 2:
        return Equity(verdict=EquityVerdict.UNKNOWN, rate=rate, wait=city.value)
    beyond = NormalDist().inv_cdf(1 - 0.05 / (2 * len(places)))
    quiet = sorted((p for p in places if _below(p.rate, rate, beyond)), key=lambda p: (p.rate.value, p.key))
    heard = [place for place in quiet if place.wait.fit]
    left_out = sorted(
        (place for place in heard if _above(place.wait, city.value, beyond)), key=lambda p: (-_length(p.wait), p.key)
    )
    return Equity(
        verdict=EquityVerdict.LEFT_OUT if left_out else EquityVerdict.QUIET if heard else EquityVerdict.EVEN,
        rate=rate,
        wait=city.value,
        left_out=_keys(left_out),
        quiet=_keys(heard),
        unheard=_keys(place for place in quiet if not place.wait.fit),
        share=sum(place.residents for place in left_out) / residents,
    )


def _keys(places: Iterable[EquityPlace]) -> tuple[str, ...]:
    return tuple(place.key for place in places)


def _length(wait: Figure) -> float:
    return inf if wait.value is None else wait.value


def _below(figure: Figure, reference: float, beyond: float) -> bool:
    """Whether a figure is less than a number by more than chance; ``beyond``: in standard errors, on a log scale."""
    if figure.value is None or figure.high is None or figure.high >= reference:
        return False
    value, high = log(max(figure.value, _LEAST)), log(max(figure.high, _LEAST))
    return log(reference) - value > beyond * (high - value) / Z95


def _above(figure: Figure, reference: float, beyond: float) -> bool:
    """Whether a figure is more than a number by more than chance; of a median that was not reached only the lower end
    of its interval is known."""
    if figure.low is None or figure.low <= reference:
        return False
    if figure.value is None:
        return True
    value, low = log(figure.value), log(figure.low)
    return value - log(reference) > beyond * (value - low) / Z95
