"""Reports for each 1,000 residents of an area, and how far chance alone moves such a rate."""

from __future__ import annotations

from math import sqrt

from .figure import Z95, Figure
from .implementation import per_thousand


def report_rate(count: int, residents: int | None) -> Figure | None:
    """``count`` reports per 1,000 residents; None where the residents are not known.

    The interval is that of a Poisson count by Byar's approximation (Breslow and Day 1987): what another such time could
    bring if nothing but chance changed. Residents count as exact, whatever the year that they were counted in.
    """
    value = per_thousand(count, residents)
    if value is None or not residents:
        return None
    low, high = _byar(count)
    return Figure(value, 1000 * low / residents, 1000 * high / residents, count)


def _byar(count: int) -> tuple[float, float]:
    """The ends of the interval of the mean that a count was drawn from."""
    more = count + 1
    high = more * (1 - 1 / (9 * more) + Z95 / (3 * sqrt(more))) ** 3
    low = count * max(0.0, 1 - 1 / (9 * count) - Z95 / (3 * sqrt(count))) ** 3 if count else 0.0
    return low, high
