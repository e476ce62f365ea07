"""The line of a street as its reports show it: drawn only where they lie along one.

The rule. Of at least FEWEST different places that stretch over SHORTEST metres or more, half lie within HALF_WITHIN
metres of the line and nine of ten within MOST_WITHIN; and the line is several times longer than that is wide. First a
straight line through the middle of the places is tried; where they bend, one through the middles of the pieces of it,
each with PIECE places or more, and that one may not run further than GAP without any. A place that lies far off, such
as one that was pinned at home, bends nothing: up to a tenth of them are left out of the fit, not of the test.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

FEWEST = 5
SHORTEST = 100.0
HALF_WITHIN = 20.0
MOST_WITHIN = 50.0
SLENDER = 3.0  # times longer than what nine of ten lie within
PIECE = 6
PIECE_METRES = 150.0
MOST_PIECES = 16
GAP = 400.0

Points = npt.NDArray[np.float64]
#: (latitude, longitude) of each corner.
Line = tuple[tuple[float, float], ...]


def metres(degrees: Points, lat: float) -> Points:
    """(lat, lon) as (east, north) in metres, on a plane that is true at a latitude."""
    scale = np.array([110_574.0, 111_320.0 * math.cos(math.radians(lat))])
    flat: Points = (degrees * scale)[:, ::-1]
    return flat


def line_along(places: Sequence[tuple[float, float]]) -> Line:
    """The line that these places (lat, lon) lie along, from west to east or south to north; () where there is none."""
    degrees = np.unique(np.array(places, dtype=np.float64).reshape(-1, 2).round(5), axis=0)
    if len(degrees) < FEWEST:
        return ()
    lat = float(degrees[:, 0].mean())
    flat = metres(degrees, lat)
    fitted = _without_strays(flat)
    for corners in (_straight(fitted), _bent(fitted)):
        if corners is not None and _lie_along(flat, corners):
            return tuple((round(float(y) / 110_574.0, 5), round(float(x) / _east(lat), 5)) for x, y in corners)
    return ()


def _east(lat: float) -> float:
    return 111_320.0 * math.cos(math.radians(lat))


def _axis(flat: Points) -> tuple[Points, Points]:
    """(the middle of the places, the direction in which they stretch most)."""
    middle = np.median(flat, axis=0)
    _, _, directions = np.linalg.svd(flat - middle, full_matrices=False)
    along: Points = directions[0]
    first = along[0] if abs(along[0]) > abs(along[1]) else along[1]
    return middle, along if first >= 0 else -along


def _turned(flat: Points, middle: Points, along: Points) -> tuple[Points, Points]:
    """How far each place lies along the axis, and to which side of it."""
    off = flat - middle
    return off @ along, off @ np.array([-along[1], along[0]])


def _without_strays(flat: Points) -> Points:
    """Without what lies far off the axis, if that is few."""
    _, aside = _turned(flat, *_axis(flat))
    aside = np.abs(aside - np.median(aside))
    kept = aside <= max(MOST_WITHIN, 4 * float(np.median(aside)))
    return flat[kept] if np.count_nonzero(kept) >= 0.9 * len(flat) else flat


def _straight(flat: Points) -> Points:
    middle, along = _axis(flat)
    far, aside = _turned(flat, middle, along)
    return _back(np.array(_ends(far)), np.full(2, np.median(aside)), middle, along)


def _bent(flat: Points) -> Points | None:
    """Through the middles of pieces along the axis; None where there are too few places for two pieces."""
    middle, along = _axis(flat)
    far, aside = _turned(flat, middle, along)
    start, end = _ends(far)
    pieces = min(len(flat) // PIECE, int((end - start) // PIECE_METRES), MOST_PIECES)
    if pieces < 2:
        return None
    order = np.argsort(far, kind="stable")
    parts = np.array_split(order, pieces)
    at = np.array([np.median(far[part]) for part in parts])
    beside = np.array([np.median(aside[part]) for part in parts])
    at, beside = np.array([start, *at, end]), _reached(at, beside, start, end)
    return _back(at, beside, middle, along)


def _reached(at: Points, beside: Points, start: float, end: float) -> Points:
    """The first and the last piece go on as they go, up to the ends."""

    def on(one: int, other: int, to: float) -> float:
        run = float(at[one] - at[other])
        slope = float(beside[one] - beside[other]) / run if run else 0.0
        return float(beside[one]) + slope * (to - float(at[one]))

    return np.array([on(0, 1, start), *beside, on(-1, -2, end)])


def _ends(far: Points) -> tuple[float, float]:
    """Where a line ends: one place in fifty may lie beyond."""
    low, high = np.percentile(far, (2, 98)) if len(far) >= 50 else (far.min(), far.max())
    return float(low), float(high)


def _back(far: Points, aside: Points, middle: Points, along: Points) -> Points:
    across = np.array([-along[1], along[0]])
    corners: Points = middle + far[:, None] * along + aside[:, None] * across
    return corners


def _lie_along(flat: Points, corners: Points) -> bool:
    """The rule."""
    off, along = distances(flat, corners)
    half, most = np.percentile(off, (50, 90))
    length = float(np.hypot(*np.diff(corners, axis=0).T).sum())
    if not (length >= max(SHORTEST, SLENDER * most) and half <= HALF_WITHIN and most <= MOST_WITHIN):
        return False
    return len(corners) == 2 or bool(np.diff(np.sort(along)).max() <= GAP)


def distances(flat: Points, corners: Points) -> tuple[Points, Points]:
    """How far each point lies from the nearest piece of a line, and how far along the line that is."""
    starts, steps = corners[:-1], np.diff(corners, axis=0)
    length = np.maximum(np.hypot(*steps.T), 1e-9)
    off = flat[:, None, :] - starts
    share = np.clip((off * steps).sum(axis=2) / length**2, 0.0, 1.0)
    aside = np.hypot(*np.moveaxis(off - share[:, :, None] * steps, 2, 0))
    nearest, rows = aside.argmin(axis=1), np.arange(len(flat))
    before = np.concatenate([[0.0], np.cumsum(length)])
    return aside[rows, nearest], before[nearest] + share[rows, nearest] * length[nearest]
