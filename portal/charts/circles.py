"""Counts at places become circles that do not overlap: near ones are merged, the area of each is its count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

SIDE = 24.0  # pixels of the squares in which counts are gathered first: no finger hits two of them apart
LARGEST = 24.0  # radius in pixels
_FLOORS = ((1000, 17.0), (100, 14.0), (0, 12.0))  # from a count on, the least radius that holds its digits
_ROW = 2.0**24  # more than there are squares from north to south at any zoom
_GAP = 2.0  # pixels between circles
_ASIDE = 14.0  # pixels more between a circle and one that counts next to nothing beside it, so that names find room
_NOTHING = 1 / 20  # of the larger one
_FINGER = 12.0  # around each middle this square belongs to no other circle's square: WCAG 2.2, target size
_LIMIT = 85.0511287798  # degrees of latitude where web Mercator ends

Reals = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Circle:
    """Where the middle of the counted tickets is, in degrees; how many; the radius in pixels at the zoom asked for."""

    lat: float
    lon: float
    count: int
    radius: float


def circles(counted: Iterable[tuple[float, float, int]], zoom: float) -> list[Circle]:
    """Circles of (lat, lon, count), the largest first; as many as there is room for at the zoom."""
    listed = list(counted)
    if not listed:
        return []
    lat, lon, count = (np.array(column, dtype=float) for column in zip(*listed, strict=True))
    scale = 256.0 * 2.0**zoom
    x, y = pixels(lat, lon, zoom)
    x, y, count = _gather(x, y, count)
    x, y, count, radius = _merge(x, y, count)
    return [
        Circle(round(_lat(float(b), scale), 6), round(float(a) / scale * 360 - 180, 6), int(n), round(float(r), 1))
        for a, b, n, r in zip(x, y, count, radius, strict=True)
    ]


def _gather(x: Reals, y: Reals, count: Reals) -> tuple[Reals, Reals, Reals]:
    """The middle of what is counted in each square."""
    _, place = np.unique((x // SIDE) * _ROW + y // SIDE, return_inverse=True)
    total = np.bincount(place, count).astype(float)
    return np.bincount(place, count * x) / total, np.bincount(place, count * y) / total, total


def _merge(x: Reals, y: Reals, count: Reals) -> tuple[Reals, Reals, Reals, Reals]:
    """Large circles take in the smaller ones that they touch, until none touch."""
    while True:
        order = np.lexsort((x, y, -count))
        x, y, count = x[order], y[order], count[order]
        radius = np.maximum(LARGEST * np.sqrt(count / count[0]), _least(count))
        apart = np.where(count < _NOTHING * count[:, None], _GAP + _ASIDE, _GAP)
        touching = np.hypot(x[:, None] - x, y[:, None] - y) < radius[:, None] + radius + apart
        aside = np.maximum(np.abs(x[:, None] - x), np.abs(y[:, None] - y))
        touching |= aside < np.maximum(radius[:, None], radius) + _FINGER
        touching &= np.tri(len(x), k=-1, dtype=bool).T  # each with smaller ones only
        if not touching.any():
            return x, y, count, radius
        x, y, count = _taken_in(x, y, count, touching)


def _taken_in(x: Reals, y: Reals, count: Reals, touching: npt.NDArray[np.bool_]) -> tuple[Reals, Reals, Reals]:
    """One round: from the largest on, each circle takes in those smaller ones that none before has taken."""
    left = np.ones(len(x), dtype=bool)
    for one in np.flatnonzero(touching.any(axis=1)):
        taken = touching[one] & left
        if left[one] and taken.any():
            left[taken] = False
            taken[one] = True
            total = count[taken].sum()
            x[one], y[one] = (x[taken] * count[taken]).sum() / total, (y[taken] * count[taken]).sum() / total
            count[one] = total
    return x[left], y[left], count[left]


def _least(count: Reals) -> Reals:
    """The radius below which the number would not fit."""
    counts, radii = zip(*_FLOORS, strict=True)
    return np.select([count >= limit for limit in counts], radii)


def pixels(lat: Reals | Sequence[float], lon: Reals | Sequence[float], zoom: float) -> tuple[Reals, Reals]:
    """Places in degrees as pixels from the north-west of the world, in web Mercator."""
    scale = 256.0 * 2.0**zoom
    sine = np.sin(np.radians(np.clip(lat, -_LIMIT, _LIMIT)))
    down: Reals = (0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)) * scale
    return (np.asarray(lon, dtype=float) + 180.0) / 360.0 * scale, down


def _lat(y: float, scale: float) -> float:
    return float(np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * y / scale)))))
