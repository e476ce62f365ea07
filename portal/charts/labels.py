"""Names on a map, placed so that they overlap neither its circles nor each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot

_WIDE = 0.58  # of a letter's height: the mean width of a letter of the portal's font in bold
_STEPS = sorted((step / 3 for step in range(-12, 13)), key=abs)  # letters' heights down, the nearest first
_OVER = 0.35  # of a letter's height: from the base line up to the middle of the letters


@dataclass(frozen=True, slots=True)
class Label:
    """A name with the middle of its base line."""

    x: float
    y: float
    name: str


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle that no name may cover."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class LabelBox:
    """The area that a name covers: its middle, and half of its width and height."""

    x: float
    y: float
    across: float
    down: float

    def meets(self, other: LabelBox | Disc) -> bool:
        """Whether the two overlap."""
        if isinstance(other, LabelBox):
            near = abs(self.x - other.x) < self.across + other.across
            return near and abs(self.y - other.y) < self.down + other.down
        aside = max(0.0, abs(self.x - other.x) - self.across)
        return hypot(aside, max(0.0, abs(self.y - other.y) - self.down)) < other.radius


def placed(labels: Sequence[Label], discs: Iterable[Disc], letters: float) -> list[Label]:
    """The names that fit near their place, moved up or down where they must be; the rest are left out.

    ``letters``: their height in the units of the drawing.
    """
    full: list[LabelBox | Disc] = list(discs)
    found: list[Label] = []
    for label in labels:
        steps = (round(label.y + step * letters, 1) for step in _STEPS)
        found += _first_free((Label(label.x, y, label.name) for y in steps), full, letters)
    return found


def beside(marks: Sequence[Label], radius: float, discs: Iterable[Disc], letters: float) -> list[Label]:
    """The names that find room right at their mark: above, aside or below it; the rest are left out, for a name that
    stands away from its mark belongs to none. ``marks``: the names, each with the middle of its mark."""
    full: list[LabelBox | Disc] = list(discs)
    found: list[Label] = []
    for mark in marks:
        up, aside = radius + 0.56 * letters, radius + len(mark.name) * letters * _WIDE / 2 + 1
        moves = ((0.0, -up), (aside, 0.0), (-aside, 0.0), (0.0, up))
        places = ((round(mark.x + right, 1), round(mark.y + down + _OVER * letters, 1)) for right, down in moves)
        found += _first_free((Label(x, y, mark.name) for x, y in places), full, letters)
    return found


def _first_free(places: Iterable[Label], full: list[LabelBox | Disc], letters: float) -> list[Label]:
    """The first of a name's places that covers nothing, which is full from then on; empty when there is none."""
    for place in places:
        box = room(place, letters)
        if not any(box.meets(other) for other in full):
            full.append(box)
            return [place]
    return []


def room(label: Label, letters: float) -> LabelBox:
    """The box around the letters of a name, which are ``letters`` high."""
    return LabelBox(label.x, label.y - _OVER * letters, len(label.name) * letters * _WIDE / 2, 0.55 * letters)
