"""The classes of a shaded map: few, with round limits, about as many areas in each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from .scales import round_near

STEPS = 5
#: From round to fine, no finer than legends are written.
_ROUNDED = (round_near, lambda value: float(f"{value:.2g}"), lambda value: round(value, 1 if value >= 1 else 2))


@dataclass(frozen=True, slots=True)
class Scale:
    """``limits``: from each on begins the next shade; values below the first are of shade 1."""

    limits: tuple[float, ...]

    def shade(self, value: float) -> int:
        """1 for the lightest."""
        return 1 + bisect_right(self.limits, value)

    @property
    def ranges(self) -> list[tuple[int, float | None, float | None]]:
        """(shade, from, below) of each class, None where it is open; empty where there is nothing to compare."""
        if not self.limits:
            return []
        edges: list[float | None] = [None, *self.limits, None]
        return [(place + 1, edges[place], edges[place + 1]) for place in range(len(edges) - 1)]


def scale(values: Sequence[float]) -> Scale:
    """Limits at the quintiles of the values above 0, as round as they can be while they differ."""
    ordered = sorted(v for v in values if v > 0)
    if not ordered:
        return Scale(())
    quantiles = [ordered[min(len(ordered) - 1, len(ordered) * step // STEPS)] for step in range(1, STEPS)]
    tried = [{limit for value in quantiles if (limit := rounded(value)) > 0} for rounded in _ROUNDED]
    most = max(len(limits) for limits in tried)
    return Scale(tuple(sorted(next(limits for limits in tried if len(limits) == most))))
