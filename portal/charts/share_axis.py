"""An axis from none to all, on which shares are dots with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..domain.comparison import Measure
from ..domain.figure import Figure
from .wait_axis import Dot, WaitAxis, dot, wait_axis

MARGIN = 3.0  # percent of the width that is free at both ends
#: What the axis is labelled with, and on which widths: see Tick.rank.
TICKS = ((0.0, 1), (0.25, 2), (0.5, 1), (0.75, 2), (1.0, 1))


@dataclass(frozen=True, slots=True)
class ShareTick:
    """A labelled place, as Tick of an axis of waiting times."""

    share: float
    x: float
    rank: int


class ShareAxis:
    """Beside WaitAxis, which places times."""

    ticks = tuple(ShareTick(share, round(MARGIN + share * (100 - 2 * MARGIN), 2), rank) for share, rank in TICKS)

    def x(self, share: float) -> float:
        """Where ``share`` is, in percent of the width."""
        return round(MARGIN + share * (100 - 2 * MARGIN), 2)

    def dot(self, figure: Figure) -> Dot:
        """A share with its interval."""
        return dot(figure, self.x)


def comparison_axis(measure: Measure, figures: Sequence[Figure]) -> WaitAxis | ShareAxis:
    """One axis for all figures of a measure."""
    return wait_axis(figures) if measure is Measure.MEDIAN else ShareAxis()
