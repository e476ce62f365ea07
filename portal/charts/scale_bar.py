"""The bar that says how far is how far on a drawing that is true to scale."""

from __future__ import annotations

_BARS = tuple(factor * 10**power for power in range(1, 6) for factor in (1, 2, 5))  # metres


def scale_bar(metre: float, most: float) -> tuple[float, int]:
    """(units, metres) of the longest round bar within ``most`` units, of which a ``metre`` is so many."""
    metres = max(bar for bar in _BARS if bar == _BARS[0] or bar * metre <= most)
    return round(metres * metre, 1), metres
