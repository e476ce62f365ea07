"""By how much two figures differ, and whether chance explains it: for two groups that somebody chose to compare.

(Which of many is the slowest is another question, with a stricter answer: see ``comparison``.)

The interval is made of the two figures' own intervals, each by the error that it shows on the side of the other (MOVER:
Zou and Donner 2008; for two of Wilson's intervals the hybrid score interval of Newcombe 1998, his method 10):

    from  d - sqrt((a - low of a)^2 + (high of b - b)^2)   to  d + sqrt((high of a - a)^2 + (b - low of b)^2)

Of times this is done with logarithms, on which their intervals are nearly even, and says how many times as long. A
log-rank test would say only that two curves differ somewhere, not by how much.

Tickets that are in both groups pull their figures together. The interval takes them for different ones, so that it is
then too wide, never too narrow: it does not call a difference real that is none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, hypot, inf, log

from .comparison import Measure
from .figure import Figure


@dataclass(frozen=True, slots=True)
class FigureDifference:
    """Of shares the first minus the second, of times the first divided by the second, with a 95 % interval.

    ``value`` None: one of both medians was not reached, so that only one end is known. ``high`` None: without an upper
    end. ``none``: what it is when there is no difference.
    """

    value: float | None
    low: float
    high: float | None
    none: float

    @property
    def told(self) -> bool:
        """Whether the difference can be told from chance: its interval holds no "none"."""
        return self.low > self.none or (self.high is not None and self.high < self.none)

    @property
    def more(self) -> bool:
        """Whether the first figure is the larger one; of a difference that is ``told``."""
        return self.low > self.none


def difference(a: Figure, b: Figure, measure: Measure) -> FigureDifference | None:
    """How ``a`` differs from ``b``; None where a figure is small or says nothing."""
    if a.small or b.small or a.low is None or b.low is None:
        return None
    if measure is Measure.MEDIAN:
        return _times_as_long(a, b)
    if a.value is None or b.value is None or a.high is None or b.high is None:
        return None
    low, high = _ends(a, b, float)
    return FigureDifference(a.value - b.value, low, high, 0.0)


def _times_as_long(a: Figure, b: Figure) -> FigureDifference | None:
    if a.value is not None and b.value is not None:
        low, high = _ends(a, b, _log)
        return FigureDifference(exp(_log(a.value) - _log(b.value)), exp(low), None if high == inf else exp(high), 1.0)
    if a.value is None and b.high is not None:
        return FigureDifference(None, exp(_log(a.low or 0.0) - _log(b.high)), None, 1.0)
    if b.value is None and a.high is not None:
        return FigureDifference(None, 0.0, exp(_log(a.high) - _log(b.low or 0.0)), 1.0)
    return None


def _ends(a: Figure, b: Figure, scale: Callable[[float], float]) -> tuple[float, float]:
    """The interval of the difference, on a scale."""

    def on_scale(figure: Figure) -> tuple[float, float, float]:
        high = inf if figure.high is None else scale(figure.high)
        return scale(figure.low or 0.0), scale(figure.value or 0.0), high

    (low_a, at_a, high_a), (low_b, at_b, high_b) = on_scale(a), on_scale(b)
    return at_a - at_b - hypot(at_a - low_a, high_b - at_b), at_a - at_b + hypot(high_a - at_a, at_b - low_b)


def _log(seconds: float) -> float:
    return log(max(seconds, 1.0))
