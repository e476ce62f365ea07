"""Where reports lie: streets as lines within their kelurahan, and the places that are reported again and again.

The lines are invented, as the city pack holds centre points only; that the street lies in that kelurahan is real.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..domain.city import City, PackArea
from ..domain.names import address
from .data import Streets, streets

METRES = 111_320.0  # a degree of latitude
SPOTS = 4  # places that are reported again and again, for each kelurahan and issue
OBJECTS = (
    "SDN 01", "SDN 03", "SDN 05", "SMP", "musala", "masjid", "gereja", "warung nasi Padang", "minimarket", "posyandu",
    "pos RW", "puskesmas", "apotek", "bengkel", "kos-kosan", "halte", "ruko", "toko bangunan", "kedai kopi", "laundry",
    "lapangan futsal", "TPS", "gardu listrik", "pertigaan", "perempatan", "jembatan", "portal", "tikungan",
)  # fmt: skip
BARE = frozenset({"pertigaan", "perempatan", "jembatan", "portal", "tikungan"})
NEAR = ("depan", "depan", "depan", "samping", "seberang", "dekat", "belakang")


@dataclass(frozen=True, slots=True)
class Quarter:
    """A kelurahan as the demonstration needs it."""

    code: str
    name: str
    district: str
    agency: str
    streets: tuple[str, ...]
    landmarks: tuple[tuple[str, str], ...]
    lines: NDArray[np.float64]  # of each street: lat, lon of its two ends
    spread: NDArray[np.float64]  # cumulative share of each street
    weight: float


def quarters(city: City, weights: dict[str, float]) -> list[Quarter]:
    """Every kelurahan with its streets; ``weights``: reports to expect, by code."""
    areas = [a for a in city.areas.values() if a.level == city.levels[-1]]
    centres = np.array([(a.lat, a.lon) for a in areas], dtype=float)
    return [_quarter(city, area, i, centres, weights[area.code]) for i, area in enumerate(areas)]


def _quarter(city: City, area: PackArea, index: int, centres: NDArray[np.float64], weight: float) -> Quarter:
    known = streets()[area.name]
    generator = np.random.Generator(np.random.PCG64([int(area.code.replace(".", "")), 3]))
    inside = _inside(index, centres, known, generator)
    ends = np.array([_line(inside, generator) for _ in known.streets])
    share = 1.0 / (1.0 + np.arange(len(known.streets))) ** 0.55
    return Quarter(
        area.code,
        area.name,
        city.areas[area.parent].name if area.parent else "",
        address(f"kelurahan {area.name}"),
        known.streets,
        known.landmarks,
        ends,
        np.cumsum(share / share.sum()),
        weight,
    )


def _inside(
    index: int, centres: NDArray[np.float64], known: Streets, generator: np.random.Generator
) -> NDArray[np.float64]:
    """Points that are nearer to this centre than to any other, and not far out."""
    near = np.sort(((centres - centres[index]) ** 2).sum(axis=1))[1:4].mean() ** 0.5
    reach = known.reach * near
    middle = np.array(known.centre) if known.centre else centres[index]
    points: NDArray[np.float64] = middle + generator.uniform(-reach, reach, (900, 2))
    distance = ((points[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
    own = ((points - middle) ** 2).sum(axis=1) < reach**2
    if known.centre is None:
        own &= distance.argmin(axis=1) == index
    kept: NDArray[np.float64] = points[own]
    return kept


def _line(inside: NDArray[np.float64], generator: np.random.Generator) -> NDArray[np.float64]:
    """The longest of three lines between points inside."""
    pairs = inside[generator.integers(0, len(inside), (3, 2))]
    lengths = ((pairs[:, 0] - pairs[:, 1]) ** 2).sum(axis=1)
    longest: NDArray[np.float64] = pairs[int(lengths.argmax())].ravel()
    return longest


@dataclass(frozen=True, slots=True)
class DemoPlace:
    """A place that is reported again and again."""

    street: int
    along: float
    text: str
    landmark: str
    lane: tuple[int, int]


def spots(quarter: Quarter, index: int, key: int, seed: int) -> list[DemoPlace]:
    """The places of one kelurahan for one issue, the busiest first."""
    generator = np.random.Generator(np.random.PCG64([seed, 5, index, key]))
    return [_spot(quarter, generator) for _ in range(SPOTS)]


def _spot(quarter: Quarter, generator: np.random.Generator) -> DemoPlace:
    along = float(generator.random())
    lane = (int(generator.integers(1, 16)), int(generator.integers(1, 11)))
    if quarter.landmarks and generator.random() < 0.55:
        mark, street = quarter.landmarks[int(generator.integers(len(quarter.landmarks)))]
        return DemoPlace(quarter.streets.index(street), along, f"{_near(mark, generator)}, {street}", mark, lane)
    street_at = int(np.searchsorted(quarter.spread, generator.random(), side="right").clip(0, len(quarter.streets) - 1))
    mark = OBJECTS[int(generator.integers(len(OBJECTS)))]
    name = quarter.streets[street_at]
    text = f"{mark} {name}" if mark in BARE else f"{_near(mark, generator)}, {name}"
    return DemoPlace(street_at, along, text, mark, lane)


def _near(mark: str, generator: np.random.Generator) -> str:
    if mark.startswith(("kolong", "kawasan", "perempatan", "bundaran", "jembatan")):
        return mark
    return f"{NEAR[int(generator.integers(len(NEAR)))]} {mark}"
