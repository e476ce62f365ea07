"""Chance, dealt from blocks of numbers drawn at once; one stream a chunk, so that a seed always tells the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp
from typing import TypeVar

import numpy as np

T = TypeVar("T")
BLOCK = 8192


class Dice:
    """Scalar draws from a numpy generator without its cost a draw."""

    def __init__(self, generator: np.random.Generator) -> None:
        self._generator = generator
        self._flat = self._more()
        self._bell: Iterator[float] = iter(())

    def _more(self) -> Iterator[float]:
        return iter(self._generator.random(BLOCK).tolist())

    def roll(self) -> float:
        """Uniform in [0, 1)."""
        for value in self._flat:
            return value
        self._flat = self._more()
        return next(self._flat)

    def chance(self, share: float) -> bool:
        for value in self._flat:  # a loop that ends at once: the cheapest way to take one
            return value < share
        self._flat = self._more()
        return next(self._flat) < share

    def pick(self, values: Sequence[T]) -> T:
        for value in self._flat:
            return values[int(value * len(values))]
        self._flat = self._more()
        return values[int(next(self._flat) * len(values))]

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self.roll() * (high - low + 1))

    def lognormal(self, median: float, sigma: float) -> float:
        """A positive length with this median; most waits are of this shape."""
        for value in self._bell:
            return median * exp(sigma * value)
        self._bell = iter(self._generator.standard_normal(BLOCK).tolist())
        return median * exp(sigma * next(self._bell))
