"""What a camera sees around a trouble: a frame of measures that houses, roads and troubles are drawn into."""

from __future__ import annotations

from dataclasses import dataclass

from ..rng import Rng
from .pen import HEIGHT, WIDTH, Pen


@dataclass(slots=True)
class View:
    """Where the trouble lies. ``kerb``: height of the road's far edge; ``floor``: where things stand on the road."""

    pen: Pen
    rng: Rng
    kerb: float
    road: str
    paving: str
    depth: float = 14.0  # of the pavement before the kerb
    middle: float = WIDTH / 2  # of the road

    @property
    def floor(self) -> float:
        return self.kerb + (HEIGHT - self.kerb) * 0.45

    def between(self, low: float, high: float) -> float:
        return low + (high - low) * self.rng.random()
