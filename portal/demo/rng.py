"""Random numbers one at a time, drawn from numpy in blocks, because a numpy call for each number is slow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import exp
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")
BLOCK = 8192


class Rng:
    """Scalar draws from a numpy generator; the same generator gives the same numbers."""

    def __init__(self, generator: np.random.Generator) -> None:
        self._uniform = _blocks(generator.random)
        self._normal = _blocks(generator.standard_normal)

    def random(self) -> float:
        """Uniform in [0, 1)."""
        return next(self._uniform)

    def chance(self, share: float) -> bool:
        """True in this share of calls."""
        return next(self._uniform) < share

    def choice(self, values: Sequence[T]) -> T:
        """One of the values, each equally likely."""
        return values[int(next(self._uniform) * len(values))]

    def randint(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(next(self._uniform) * (high - low + 1))

    def lognormal(self, median: float, sigma: float) -> float:
        """A positive length with this median; most waits are of this shape."""
        return median * exp(sigma * next(self._normal))


def _blocks(draw: Callable[[int], NDArray[np.float64]]) -> Iterator[float]:
    while True:
        yield from draw(BLOCK).tolist()
