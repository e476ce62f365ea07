"""Long waits as strips on one scale: the whole wait, and within it the parts that one agency had the ticket for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

#: Seconds waited, and (from, to) of each part in seconds since the beginning.
LongWaitParts: TypeAlias = tuple[float, Sequence[tuple[float, float]]]
_LEAST = 0.6  # percent of the width: a shorter part would not be seen


@dataclass(frozen=True, slots=True)
class WaitStrip:
    """``width``: of the whole wait; ``parts``: (left, width) of each; in percent of the width of all."""

    width: float
    parts: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitStrips:
    """``longest``: seconds that the whole width stands for; ``target``: where the target lies, in percent."""

    longest: float
    target: float
    strips: tuple[WaitStrip, ...]


def wait_strips(waits: Sequence[LongWaitParts], target: float) -> WaitStrips | None:
    """The strips of these waits; ``target`` in seconds. None without any."""
    if not waits:
        return None
    longest = max(target, *(waited for waited, _ in waits))

    def strip(waited: float, parts: Sequence[tuple[float, float]]) -> WaitStrip:
        drawn = ((_percent(start, longest), _percent(end - start, longest)) for start, end in parts)
        return WaitStrip(
            _percent(waited, longest), tuple((min(left, 100 - _LEAST), max(width, _LEAST)) for left, width in drawn)
        )

    return WaitStrips(longest=longest, target=_percent(target, longest), strips=tuple(strip(*wait) for wait in waits))


def _percent(seconds: float, longest: float) -> float:
    return round(100 * seconds / longest, 2)
