"""How many waits have ended in each of several ways by a day, when some still go on: the Aalen-Johansen estimate.

A wait can end by one cause only; the others compete with it. The share ended by cause k until t is
F_k(t) = sum over times t_i <= t of S(t_i-) d_ki / r_i, where d_ki waits of the r_i that were still going on ended by
cause k at t_i and S is the Kaplan-Meier share that had ended by no cause (Aalen and Johansen 1978). So a wait that
ends by another cause stays in the denominator for good, and ending it so can never raise F_k.

Intervals are those of the log(-log F_k) transformation with the variance by the delta method (Collett, Modelling
Survival Data in Medical Research, 3rd edition 2015, section 12.2; what lifelines and SAS draw). Where F_k is 0 or 1 the
formula has no value; there Wilson's interval of those at risk is used instead.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .figure import Z95, Figure, Why, nothing, wilson
from .survival import Flags, Real, Whole, runs

#: The cause of a wait that has not ended: it was still going on when last seen (censored).
GOING_ON = 0
#: A level counts as reached when rounding alone keeps the sum under it.
_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class Incidence:
    """The share of ``n`` waits that had ended by each cause at ``times``; a step function.

    ``shares`` has a row a cause (the first row: cause 1) and a column a time; ``low`` and ``high`` are the 95 %
    limits of the first cause. ``waits`` are all durations, sorted; ``longest`` of them, in seconds.
    """

    n: int
    longest: int
    times: Whole
    shares: Real
    low: Real
    high: Real
    waits: Whole


def incidence(waits: Whole, cause: Whole, causes: int) -> Incidence:
    """The cumulative incidence of ``waits`` in seconds; ``cause`` 1 to ``causes`` says how each ended, or GOING_ON."""
    bits = causes.bit_length()
    last = 2**bits - 1
    coded = (waits << bits) | ((cause - 1) & last)  # sorted once: of equal waits those that go on come last
    coded.sort()
    ordered, cause = coded >> bits, coded & last
    rows = np.flatnonzero(cause != last)
    times, sizes, first = runs(ordered[rows])
    at_risk = len(waits) - rows[first]
    place = cause[rows] * len(times) + np.arange(len(times)).repeat(sizes)
    counts = np.bincount(place, minlength=causes * len(times)).reshape(causes, len(times))
    still: Real = np.cumprod(1.0 - counts.sum(axis=0) / at_risk, dtype=np.float64)
    before = np.concatenate(([1.0], still[:-1])) if len(times) else still
    shares: Real = np.cumsum(before * counts / at_risk, axis=1, dtype=np.float64)
    low, high = _limits(shares[0], before, counts[0], counts.sum(axis=0), at_risk)
    longest = int(ordered[-1]) if len(ordered) else 0
    return Incidence(len(waits), longest, times, shares, low, high, ordered)


def _limits(share: Real, before: Real, own: Whole, all_causes: Whole, at_risk: Whole) -> tuple[Real, Real]:
    """The lower and upper 95 % limits of ``share`` (of the cause of which ``own`` ended) at each time."""
    if not len(share):
        return share, share
    spread = np.sqrt(np.maximum(_variance(share, before, own, all_causes, at_risk), 0.0))
    low, high = np.zeros_like(share), np.ones_like(share)
    inside: Flags = (share > _ROUNDING) & (share < 1.0 - _ROUNDING)
    log = np.log(share[inside])
    factor = np.exp(Z95 * spread[inside] / (share[inside] * -log))
    low[inside], high[inside] = np.exp(log * factor), np.exp(log / factor)
    edge = Z95**2 / (at_risk + Z95**2)  # Wilson's upper limit of none, and what its lower limit of all misses to 1
    outside = ~inside
    low[outside] = np.where(share[outside] > 0.5, 1.0 - edge[outside], 0.0)
    high[outside] = np.where(share[outside] > 0.5, 1.0, edge[outside])
    return low, high


def _variance(share: Real, before: Real, own: Whole, all_causes: Whole, at_risk: Whole) -> Real:
    """The variance of the share at each time t; the sums over t_i <= t of (F(t) - F(t_i)) are opened up into prefix
    sums. At a time that leaves nobody at risk the first term, Greenwood's, adds nothing."""
    left = at_risk - all_causes
    greenwood = np.divide(all_causes, at_risk * left, out=np.zeros_like(share), where=left > 0)
    cross = before * own / np.square(at_risk, dtype=np.float64)
    first = share**2 * np.cumsum(greenwood) - 2 * share * np.cumsum(greenwood * share)
    first += np.cumsum(greenwood * share**2)
    second = np.cumsum(before**2 * own * (at_risk - own) / np.power(at_risk, 3, dtype=np.float64))
    third = share * np.cumsum(cross) - np.cumsum(cross * share)
    return np.asarray(first + second - 2 * third, dtype=np.float64)


def reaches(of: Incidence, share: float) -> Figure:
    """The seconds after which ``share`` of all waits had ended by the first cause, with its interval; NOT_REACHED when
    fewer have. The limits are the times at which the upper and the lower limit of the curve reach the share."""
    if of.n == 0:
        return nothing(Why.EMPTY, 0)
    level = share - _ROUNDING
    value, low, high = (_rises_to(of, line, level) for line in (of.shares[0], of.high, of.low))
    if value is None:
        return nothing(Why.NOT_REACHED, of.n, low)
    return Figure(value, low, high, of.n)


def _rises_to(of: Incidence, line: Real, level: float) -> float | None:
    over = line >= level
    return float(of.times[int(over.argmax())]) if over.any() else None


def share_within(of: Incidence, seconds: int, cause: int = 1) -> Figure:
    """The share that had ended by ``cause`` within ``seconds``; the interval for the first cause only. TOO_YOUNG when
    nobody was watched for so long while some waits go on."""
    if of.n == 0:
        return nothing(Why.EMPTY, 0)
    place = int(of.times.searchsorted(seconds, side="right")) - 1
    over = place >= 0 and of.shares[:, place].sum() >= 1.0 - _ROUNDING
    if seconds > of.longest and not over:
        return nothing(Why.TOO_YOUNG, of.n)
    if place < 0 or not of.shares[cause - 1, place]:
        watched = of.n - int(of.waits.searchsorted(seconds, side="left"))
        return Figure(0.0, 0.0, wilson(0, max(watched, 1)).high, of.n)
    value = float(of.shares[cause - 1, place])
    if cause != 1:
        return Figure(value, None, None, of.n)
    return Figure(value, float(of.low[place]), float(of.high[place]), of.n)
