"""Which parts of a picture are made unreadable: rectangles, in percent of its width and height."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

LEAST = 0.5  # percent: less hides nothing


@dataclass(frozen=True, slots=True)
class HiddenPart:
    """A rectangle: where its left and upper edges are and how far it goes, in percent of the picture."""

    left: float
    top: float
    width: float
    height: float

    def pixels(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Its edges (left, upper, right, lower) in a picture of this size, rounded outwards."""
        return (
            max(0, math.floor(self.left * width / 100)),
            max(0, math.floor(self.top * height / 100)),
            min(width, math.ceil((self.left + self.width) * width / 100)),
            min(height, math.ceil((self.top + self.height) * height / 100)),
        )


def parts_of(typed: Sequence[Sequence[str]]) -> tuple[list[HiddenPart], bool]:
    """The parts of rows of four typed numbers, and whether all could be read. Empty rows are none.

    What goes beyond an edge ends there; a comma is a point, as people write it.
    """
    rows = [[field.strip().replace(",", ".").removesuffix("%") for field in row] for row in typed]
    filled = [row for row in rows if any(row)]
    found = [part for row in filled if (part := _part(row)) is not None]
    return found, len(found) == len(filled)


def _part(row: Sequence[str]) -> HiddenPart | None:
    try:
        left, top, width, height = (float(field) for field in row)
    except ValueError:
        return None
    if not all(math.isfinite(number) for number in (left, top, width, height)):
        return None
    left, right = max(0.0, left), min(100.0, left + width)
    top, bottom = max(0.0, top), min(100.0, top + height)
    if right - left < LEAST or bottom - top < LEAST:
        return None
    return HiddenPart(round(left, 2), round(top, 2), round(right - left, 2), round(bottom - top, 2))
