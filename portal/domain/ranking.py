"""Which agencies may be put in an order, and which cannot be told apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

from .figure import Figure, Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """A place in the order. ``best`` to ``worst``: every rank that the intervals allow; ``alike``: keys whose interval
    overlaps, nearest value first. Small or missing figures have no ranks."""

    key: str
    best: int | None = None
    worst: int | None = None
    alike: tuple[str, ...] = ()


def ranked(figures: Mapping[str, Figure]) -> list[Rank]:
    """The agencies by their figure, smallest first; those never ranked come last, by key. One alone has no rank.

    An agency is ahead of another only if its whole 95 % interval is under the other's. Overlapping intervals do not
    prove equality, and intervals that do not overlap are a stricter test than 5 %: the safe side for a public order.
    """
    rankable = {key: figure for key, figure in figures.items() if fit(figure)}
    order = sorted(rankable, key=lambda key: (_value(rankable[key]), key))
    placed = [_rank(key, rankable, order) if len(order) > 1 else Rank(key=key) for key in order]
    return placed + [Rank(key=key) for key in sorted(figures.keys() - rankable.keys())]


def fit(figure: Figure) -> bool:
    """Enough tickets, and at least known to be longer than something."""
    return not figure.small and figure.why in (Why.SHOWN, Why.NOT_REACHED) and figure.low is not None


def _value(figure: Figure) -> float:
    return inf if figure.value is None else figure.value


def _ends(figure: Figure) -> tuple[float, float]:
    return (0.0 if figure.low is None else figure.low, inf if figure.high is None else figure.high)


def _rank(key: str, fit: Mapping[str, Figure], order: list[str]) -> Rank:
    low, high = _ends(fit[key])
    faster = sum(1 for other in order if _ends(fit[other])[1] < low)
    slower = sum(1 for other in order if _ends(fit[other])[0] > high)
    place = order.index(key)
    near = sorted(range(len(order)), key=lambda i: (abs(i - place), i))
    alike = tuple(order[i] for i in near if i != place and _overlap(_ends(fit[order[i]]), (low, high)))
    return Rank(key=key, best=faster + 1, worst=len(order) - slower, alike=alike)


def _overlap(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]
