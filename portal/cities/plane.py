"""Converts degrees to metres and back near one latitude, so that shapes of a city can be measured on a plane."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

_LAT_METRES = 110_574.0
_LON_METRES = 111_320.0


@dataclass(frozen=True, slots=True)
class Plane:
    """An equirectangular plane true to scale at ``lat``; good to a few metres within a city."""

    lat: float

    @property
    def scale(self) -> tuple[float, float]:
        """Metres per degree of longitude and of latitude."""
        return _LON_METRES * math.cos(math.radians(self.lat)), _LAT_METRES

    def flat(self, shape: BaseGeometry) -> BaseGeometry:
        """A shape in degrees, in metres."""
        return shapely.transform(shape, lambda xy: xy * np.array(self.scale))

    def round(self, shape: BaseGeometry) -> BaseGeometry:
        """A shape in metres, in degrees."""
        return shapely.transform(shape, lambda xy: xy / np.array(self.scale))

    def points(self, lats: npt.ArrayLike, lons: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """(x, y) in metres of each pair of degrees."""
        degrees = np.column_stack([np.asarray(lons, dtype=np.float64), np.asarray(lats, dtype=np.float64)])
        metres: npt.NDArray[np.float64] = degrees * np.array(self.scale)
        return metres


def plane_of(shapes: list[BaseGeometry]) -> Plane:
    """The plane through the middle of shapes in degrees."""
    _, south, _, north = shapely.total_bounds(np.array(shapes, dtype=object))
    return Plane(float((south + north) / 2))
