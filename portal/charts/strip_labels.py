"""The names under a life strip: beside their leaders, in as few lines as they fit in, and never across one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

_LETTER = 6.7  # pixels: the mean width of a letter of the portal's font at 12 pixels
_BESIDE = 5.0  # pixels between a leader and its text
_APART = 6.0  # pixels between two texts
#: More names than this, or more lines, are read better as a list.
MOST, LINES = 5, 3


class StripLabel(NamedTuple):
    """What is said of a place (percent of the width). ``tone``: its class, '' for none."""

    x: float
    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """The same in line ``line`` from 0; ``before``: its text ends at the leader, else it begins there."""

    x: float
    text: str
    tone: str
    line: int
    before: bool


def placed_labels(labels: Sequence[tuple[float, str, str]], width: float) -> tuple[PlacedLabel, ...]:
    """The labels under a strip of ``width`` pixels; none where they need more than LINES or are more than MOST.

    Of all sides that the texts may stand on, those that need the fewest lines.
    """
    if len(labels) > MOST:
        return ()
    named = [StripLabel(*label) for label in labels]
    best: tuple[tuple[int, int], tuple[int, ...], tuple[bool, ...]] | None = None
    for sides in product(*(_sides(label, width) for label in named)):
        lines = _lines([_extent(label, before, width) for label, before in zip(named, sides, strict=True)])
        if lines is not None:
            cost = max(lines, default=0), sum(lines)
            if best is None or cost < best[0]:
                best = cost, lines, sides
            if cost == (0, 0):
                break
    if best is None or best[0][0] >= LINES:
        return ()
    return tuple(
        PlacedLabel(label.x, label.text, label.tone, line, before)
        for label, line, before in zip(named, best[1], best[2], strict=True)
    )


def _sides(label: StripLabel, width: float) -> list[bool]:
    """On which sides its text stays within the width; the side with more room first."""
    return [before for before in (label.x > 50, label.x <= 50) if _within(_extent(label, before, width), width)]


def _extent(label: StripLabel, before: bool, width: float) -> tuple[float, float, float]:
    """Where its leader stands, and from where to where its text goes, in pixels."""
    at, long = label.x * width / 100, _BESIDE + len(label.text) * _LETTER
    return (at, at - long, at) if before else (at, at, at + long)


def _within(extent: tuple[float, float, float], width: float) -> bool:
    return extent[1] >= 0 and extent[2] <= width


def _lines(extents: Sequence[tuple[float, float, float]]) -> tuple[int, ...] | None:
    """A line for each; None where a leader could not but cross a text.

    A leader comes down from the strip, so that a text which spans it has to stand in a lower line than its own.
    """
    count = len(extents)
    above = [
        {other for other in range(count) if other != one and extents[one][1] < extents[other][0] < extents[one][2]}
        for one in range(count)
    ]
    lines: dict[int, int] = {}
    while len(lines) < count:
        ready = [one for one in range(count) if one not in lines and above[one] <= lines.keys()]
        if not ready:
            return None
        one = ready[0]
        line = 1 + max((lines[other] for other in above[one]), default=-1)
        taken = {at for other, at in lines.items() if _meet(extents[one], extents[other])}
        while line in taken:
            line += 1
        lines[one] = line
    return tuple(lines[one] for one in range(count))


def _meet(one: tuple[float, float, float], other: tuple[float, float, float]) -> bool:
    return one[1] < other[2] + _APART and other[1] < one[2] + _APART
