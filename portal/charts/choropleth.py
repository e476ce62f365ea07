"""Classes of a shaded map: few steps with round limits, so that a legend can be read aloud."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

STEPS = 5
_ROUND = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8)


@dataclass(frozen=True, slots=True)
class Scale:
    """``limits``: from each on begins the next shade; values below the first are of shade 1."""

    limits: tuple[float, ...]

    def shade(self, value: float) -> int:
        """1 for the lightest."""
        return 1 + bisect_right(self.limits, value)

    @property
    def ranges(self) -> list[tuple[int, float | None, float | None]]:
        """(shade, from, below) of each step, None where it is open; no steps where nothing is to be told apart."""
        if not self.limits:
            return []
        edges: list[float | None] = [None, *self.limits, None]
        return [(place + 1, edges[place], edges[place + 1]) for place in range(len(edges) - 1)]


def scale(values: Sequence[float], *, whole: bool = False) -> Scale:
    """About as many values in each shade, with limits rounded to what people say."""
    ordered = sorted(v for v in values if v > 0)
    if not ordered:
        return Scale(())
    limits: list[float] = []
    for step in range(1, STEPS):
        limit = _rounded(ordered[min(len(ordered) - 1, len(ordered) * step // STEPS)], whole)
        if limit > 0 and limit not in limits:
            limits.append(limit)
    return Scale(tuple(sorted(limits)))


def _rounded(value: float, whole: bool) -> float:
    """The nearest round number."""
    size = 1.0
    while size * 10 <= value:
        size *= 10
    while size > value:
        size /= 10
    found = min((factor * size for factor in (*_ROUND, 10)), key=lambda v: abs(v - value))
    return float(max(1, round(found))) if whole else float(f"{found:.6g}")
