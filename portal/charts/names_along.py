"""Names along lines, each where its line is straight enough for it, never over each other or over a mark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, cos, degrees, hypot, radians, sin

import numpy as np
import numpy.typing as npt

from .labels import Disc

Corners = npt.NDArray[np.float64]
_WIDE = 0.56  # of a letter's height: its mean width
_BEND = 0.7  # of a letter's height that a line may leave its name
_ALONG = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)  # where on the line a name is tried
_ASIDE = (0.0, -1.1, 1.1, -2.2, 2.2)  # and how far beside it, in letters' heights: marks lie on it


@dataclass(frozen=True, slots=True)
class NameAlong:
    """A name with its middle, turned by ``angle`` degrees."""

    x: float
    y: float
    angle: float
    name: str


def names_along(
    named: Iterable[tuple[str, Sequence[Corners]]], letters: float, full: Iterable[Disc], within: tuple[float, float]
) -> list[NameAlong]:
    """The names that find room, those first that come first. ``letters``: their height; ``full``: what no name may
    cover; ``within``: width and height of the drawing."""
    taken = list(full)
    found: list[NameAlong] = []
    for name, lines in named:
        wide = len(name) * letters * _WIDE
        for place in _places(lines, wide, letters):
            discs = _discs(place, wide, letters)
            if all(_inside(disc, within) for disc in discs) and not any(_meet(a, b) for a in discs for b in taken):
                found.append(NameAlong(round(place[0], 1), round(place[1], 1), round(place[2], 1), name))
                taken += discs
                break
    return found


def _places(lines: Sequence[Corners], wide: float, letters: float) -> Iterable[tuple[float, float, float]]:
    """(x, y, angle) where a name may stand, the longest line first."""
    measured = sorted(((_lengths(line), line) for line in lines), key=lambda one: -one[0][-1])
    for lengths, line in measured:
        whole = float(lengths[-1])
        for share in _ALONG if whole > wide + letters else ():
            start, end = share * whole - wide / 2, share * whole + wide / 2
            if start < 0 or end > whole:
                continue
            first, last = _at(line, lengths, start), _at(line, lengths, end)
            between = line[(lengths > start) & (lengths < end)]
            if _bend(between, first, last) > _BEND * letters:
                continue
            (x, y), angle = ((first + last) / 2).tolist(), _angle(last - first)
            down, across = cos(radians(angle)) * letters, -sin(radians(angle)) * letters
            yield from ((x + aside * across, y + aside * down, angle) for aside in _ASIDE)


def _lengths(line: Corners) -> Corners:
    """How far along the line each corner lies."""
    return np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])


def _at(line: Corners, lengths: Corners, along: float) -> Corners:
    return np.array([np.interp(along, lengths, line[:, 0]), np.interp(along, lengths, line[:, 1])])


def _bend(corners: Corners, first: Corners, last: Corners) -> float:
    """How far the line leaves its chord."""
    if not len(corners):
        return 0.0
    chord = last - first
    off = corners - first
    return float(np.abs(chord[0] * off[:, 1] - chord[1] * off[:, 0]).max() / max(hypot(*chord), 1e-9))


def _angle(step: Corners) -> float:
    """So that it is read from left to right."""
    angle = degrees(np.arctan2(step[1], step[0]))
    return float(angle - 180 if angle > 90 else angle + 180 if angle < -90 else angle)


def _discs(place: tuple[float, float, float], wide: float, letters: float) -> list[Disc]:
    """What a name covers, as a row of discs."""
    x, y, angle = place
    steps = max(2, ceil(wide / letters) + 1)
    reach = [wide * (step / (steps - 1) - 0.5) for step in range(steps)]
    return [Disc(x + r * cos(radians(angle)), y + r * sin(radians(angle)), 0.7 * letters) for r in reach]


def _meet(one: Disc, other: Disc) -> bool:
    return hypot(one.x - other.x, one.y - other.y) < one.radius + other.radius


def _inside(disc: Disc, within: tuple[float, float]) -> bool:
    return disc.radius <= disc.x <= within[0] - disc.radius and disc.radius <= disc.y <= within[1] - disc.radius
