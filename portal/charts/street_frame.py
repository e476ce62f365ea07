"""The frame of a street's small map: degrees to the units of a drawing that is true to scale."""

from __future__ import annotations

import numpy as np

from ..domain.lens import Box
from ..domain.street_line import Points, metres
from .scale_bar import scale_bar

WIDTH = 720.0
LOWEST, HIGHEST = 0.42, 0.8  # of the width


class StreetFrame:
    """A drawing WIDTH wide around a box, which grows where the drawing would be too low or too high."""

    def __init__(self, box: Box) -> None:
        self._lat = (box.south + box.north) / 2
        west, south = self._flat(box.south, box.west)
        east, north = self._flat(box.north, box.east)
        across, up = east - west, north - south
        wide = max(across, up / HIGHEST)
        high = max(up, wide * LOWEST)
        self._unit = WIDTH / wide
        self._left, self._top = (west + east - wide) / 2, (south + north + high) / 2
        self.width, self.height = WIDTH, round(high * self._unit, 1)
        lat_metres, lon_metres = self._flat(1.0, 0.0)[1], self._flat(0.0, 1.0)[0]
        bottom, right = self._top - high, self._left + wide
        self.box = Box(self._left / lon_metres, bottom / lat_metres, right / lon_metres, self._top / lat_metres)

    def spot(self, lat: float, lon: float) -> tuple[float, float]:
        x, y = self._flat(lat, lon)
        return round((x - self._left) * self._unit, 1), round((self._top - y) * self._unit, 1)

    @property
    def scale(self) -> tuple[float, int]:
        """(units, metres) of a bar of at most a third of the width."""
        return scale_bar(self._unit, WIDTH / 3)

    def _flat(self, lat: float, lon: float) -> tuple[float, float]:
        found: Points = metres(np.array([[lat, lon]]), self._lat)
        return float(found[0, 0]), float(found[0, 1])
