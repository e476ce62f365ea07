"""A share adjusted for the mix of categories: what it would be if each were as frequent as in the whole city."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import TypeVar

from .figure import ENOUGH, ENOUGH_OF_ONE, LEAST_COVERED, Figure, Why, nothing

Category = TypeVar("Category", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Standardised:
    """``figure`` is EMPTY where too little is known. ``covered``: the share of the city's reports that are of the
    ``categories`` that it was computed from."""

    figure: Figure
    covered: float
    categories: int


def standardised(shares: Mapping[Category, Figure], mix: Mapping[Category, int]) -> Standardised:
    """The directly standardised share of a group.

    ``shares``: the group's own in each category (k of n, with Wilson's interval); ``mix``: how many reports of each
    category the whole city has. With c for the categories of which the group has enough:

        w_c = mix_c / (sum of mix),   share = sum of w_c p_c,
        low = share - sqrt(sum of w_c^2 (p_c - low_c)^2),   high = share + sqrt(sum of w_c^2 (high_c - p_c)^2)

    The share is that of epidemiology (Breslow and Day, Statistical Methods in Cancer Research II, 1987, chapter 2). Its
    95 % interval comes from those of its parts (MOVER: Zou, Huang and Zhang, Computational Statistics & Data Analysis
    53, 2009, 1080-1085), since the usual one has no width where all reports of a category ended alike.
    """
    enough = [c for c, share in shares.items() if share.n >= ENOUGH_OF_ONE and mix.get(c)]
    weights = {c: mix[c] for c in enough}
    known, n = sum(weights.values()), sum(shares[c].n for c in enough)
    covered = known / sum(mix.values()) if known else 0.0
    if len(enough) < 2 or n < ENOUGH or covered < LEAST_COVERED:
        return Standardised(nothing(Why.EMPTY, n), covered, len(enough))
    value, below, above = 0.0, 0.0, 0.0
    for c in enough:
        weight, share = weights[c] / known, shares[c]
        middle, low, high = share.value or 0.0, share.low or 0.0, 1.0 if share.high is None else share.high
        value += weight * middle
        below += (weight * (middle - low)) ** 2
        above += (weight * (high - middle)) ** 2
    found = Figure(value, max(0.0, value - sqrt(below)), min(1.0, value + sqrt(above)), n)
    return Standardised(found, covered, len(enough))
