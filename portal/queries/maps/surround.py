"""The frame around what was found, so that a search goes to its results."""

from __future__ import annotations

from collections.abc import Sequence

from ...domain.lens import Box
from ...search.engine import Grid

_ROOM = 0.08  # of its width and height are left free on each side ...
_LEAST = 0.004  # ... and it is at least so many degrees wide and high: a single report is seen with its surroundings


def with_room(box: Box) -> Box:
    """A box with room around it."""
    across = max(_ROOM * (box.east - box.west), (_LEAST - (box.east - box.west)) / 2)
    down = max(_ROOM * (box.north - box.south), (_LEAST - (box.north - box.south)) / 2)
    return _within(box.west - across, box.south - down, box.east + across, box.north + down)


def scaled(box: Box, factor: float, lat: float | None = None, lon: float | None = None) -> Box:
    """A box so many times as wide and high, around a place, or its own middle."""
    lat = (box.south + box.north) / 2 if lat is None else lat
    lon = (box.west + box.east) / 2 if lon is None else lon
    across, down = factor * (box.east - box.west) / 2, factor * (box.north - box.south) / 2
    return _within(lon - across, lat - down, lon + across, lat + down)


def shifted(box: Box, east: float, north: float) -> Box:
    """A box moved by so much of its own width and height."""
    across, up = east * (box.east - box.west), north * (box.north - box.south)
    return _within(box.west + across, box.south + up, box.east + across, box.north + up)


def surround(grid: Grid) -> Box | None:
    """A frame around nearly all of the tickets: one ticket in two hundred may lie outside, as wrong places do."""
    if not grid.cells:
        return None
    half = grid.width / 2
    south, north = _inner([(cell.lat, cell.count) for cell in grid.cells])
    west, east = _inner([(cell.lon, cell.count) for cell in grid.cells])
    return _within(west - half, south - half, east + half, north + half)


def _within(west: float, south: float, east: float, north: float) -> Box:
    """The part of a box that lies in the world."""
    return Box(max(-180.0, west), max(-90.0, south), min(180.0, east), min(90.0, north))


def _inner(weighted: list[tuple[float, int]]) -> tuple[float, float]:
    weighted.sort()
    beyond = sum(count for _, count in weighted) / 200
    return _reached(weighted, beyond), _reached(weighted[::-1], beyond)


def _reached(weighted: Sequence[tuple[float, int]], beyond: float) -> float:
    seen = 0
    for value, count in weighted:
        seen += count
        if seen > beyond:
            return value
    return weighted[-1][0]
