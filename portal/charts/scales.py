"""Round numbers for the limits of scales, so that they can be read aloud."""

from __future__ import annotations

from collections.abc import Sequence

_OF_AN_AXIS = (1, 2, 2.5, 5, 10)  # an axis is labelled at its half too, which shall be as round
_OF_CLASSES = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)  # more of them, so that few classes share a limit


def round_above(value: int) -> int:
    """The least round whole number that is not below ``value``, which is 1 or more."""
    return int(min(n for n in _round_numbers(value, _OF_AN_AXIS) if n >= value and n % 1 == 0))


def round_near(value: float) -> float:
    """The round number nearest to ``value``, which is above 0."""
    nearest = min(_round_numbers(value, _OF_CLASSES), key=lambda number: abs(number - value))
    return float(f"{nearest:.6g}")


def _round_numbers(value: float, factors: Sequence[float]) -> list[float]:
    """The factors times the largest power of ten that is not above ``value``."""
    size = 1.0
    while size * 10 <= value:
        size *= 10
    while size > value:
        size /= 10
    return [factor * size for factor in factors]
