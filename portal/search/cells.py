"""Grid arithmetic of the map: squares of 64 pixels in web Mercator, numbered so that a coarser cell is a shift away."""

from __future__ import annotations

import math

FINEST = 20  # level of the numbers kept in the index: 2**20 cells around the world, 38 m at the equator
_TILES_A_SIDE = 2  # a 256 pixel tile is cut in 2**2 x 2**2 cells
_LIMIT = 85.0511287798  # degrees of latitude where web Mercator ends
_SPREAD = [sum(((n >> bit) & 1) << (2 * bit) for bit in range(10)) for n in range(1024)]
_EVEN = [sum(((n >> (2 * bit)) & 1) << bit for bit in range(5)) for n in range(1024)]


def level_at(zoom: int) -> int:
    """The level of the cells shown at a map's zoom."""
    return max(0, min(FINEST, zoom + _TILES_A_SIDE))


def degrees(level: int) -> float:
    """The width of a cell in degrees of longitude."""
    return 360.0 / (1 << level)


def number(lat: float, lon: float) -> int:
    """The finest cell of a point: the bits of its column and row interleaved."""
    side = 1 << FINEST
    column = int((lon + 180.0) / 360.0 * side)
    sine = math.sin(math.radians(max(-_LIMIT, min(_LIMIT, lat))))
    row = int((0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)) * side)
    return _spread(max(0, min(side - 1, column))) | _spread(max(0, min(side - 1, row))) << 1


def span(level: int) -> int:
    """How many finest numbers lie in one cell of a level; a cell is the finest number divided by it."""
    return int(4 ** (FINEST - level))


def centre(cell: int, level: int) -> tuple[float, float]:
    """(lat, lon) of the middle of a cell, to six decimals."""
    lat, lon = _place(_gather(cell) + 0.5, _gather(cell >> 1) + 0.5, level)
    return round(lat, 6), round(lon, 6)


def edges(cell: int, level: int) -> tuple[float, float, float, float]:
    """South, west, north and east of a cell, in degrees."""
    column, row = _gather(cell), _gather(cell >> 1)
    (north, west), (south, east) = _place(column, row, level), _place(column + 1, row + 1, level)
    return south, west, north, east


def _place(column: float, row: float, level: int) -> tuple[float, float]:
    """(lat, lon) of a point of the grid, in degrees."""
    side = 1 << level
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * row / side)))), column / side * 360.0 - 180.0


def _spread(n: int) -> int:
    """The lowest 20 bits of ``n`` with a zero after each."""
    return _SPREAD[n & 1023] | _SPREAD[n >> 10] << 20


def _gather(n: int) -> int:
    """Every second bit of ``n``."""
    return _EVEN[n & 1023] | _EVEN[n >> 10 & 1023] << 5 | _EVEN[n >> 20 & 1023] << 10 | _EVEN[n >> 30] << 15
