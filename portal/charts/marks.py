"""Reports too near to be told apart become one mark with their number: what matters most is seen, and can be hit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import cos, hypot, radians

import numpy as np

from .circles import pixels

REACH = 25.0  # pixels: the squares that a finger must hit, 24 wide, lie so far apart and none covers another


class Weight(IntEnum):
    """What matters about a report on the map, the most first: it decides shape and colour, and which lies on top."""

    LATE = 0  # open beyond its deadline
    OPEN = 1
    UNKNOWN = 2
    CLOSED = 3
    RESOLVED = 4

    @property
    def word(self) -> str:
        """As symbols, classes and words are called."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class ReportSpot:
    """One report: what matters about it, its code, where it is in degrees, what it is called in both languages."""

    weight: Weight
    code: str
    lat: float
    lon: float
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class ReportMark:
    """Where the weightiest of its reports lies; all of them, the weightiest first."""

    spots: tuple[ReportSpot, ...]

    @property
    def first(self) -> ReportSpot:
        return self.spots[0]

    @property
    def number(self) -> int:
        """How many weigh as much as the first: a late one among thirty does not make thirty late."""
        return sum(spot.weight is self.first.weight for spot in self.spots)


#: Where a mark whose place is only roughly known may stand instead, in pixels, the nearest first.
_STEPS = (0, 13, -13, 26, -26, 39, -39, 52, -52)
_BESIDE = sorted(((x, y) for x in _STEPS for y in _STEPS), key=lambda step: (hypot(*step), step))


def moved_aside(lat: float, lon: float, marks: Sequence[ReportMark], zoom: float) -> tuple[float, float]:
    """A place near this one that none of the marks covers; the place itself where there is none."""
    pixel = 360 / (256 * 2**zoom)  # in degrees of longitude
    x, y = pixels([mark.first.lat for mark in marks], [mark.first.lon for mark in marks], zoom)
    for east, south in _BESIDE if marks else ():
        tried = lat - south * pixel * cos(radians(lat)), lon + east * pixel
        at_x, at_y = pixels([tried[0]], [tried[1]], zoom)
        if np.maximum(abs(x - at_x), abs(y - at_y)).min() >= REACH:
            return round(tried[0], 6), round(tried[1], 6)
    return lat, lon


def gathered(spots: Iterable[ReportSpot], zoom: float) -> list[ReportMark]:
    """One mark for all reports within REACH of a weightier one, at a zoom; the weightiest last, so drawn on top."""
    ordered = sorted(spots, key=lambda spot: (spot.weight, spot.code))
    x, y = pixels([spot.lat for spot in ordered], [spot.lon for spot in ordered], zoom)
    leads: list[int] = []
    members: dict[int, list[ReportSpot]] = {}
    for place, spot in enumerate(ordered):
        apart = np.maximum(abs(x[leads] - x[place]), abs(y[leads] - y[place]))
        if len(leads) and apart.min() < REACH:
            members[leads[int(apart.argmin())]].append(spot)
        else:
            leads.append(place)
            members[place] = [spot]
    return [ReportMark(tuple(members[place])) for place in reversed(leads)]
