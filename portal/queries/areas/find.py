"""Which area a point lies in, thousands of points at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import select
from sqlalchemy.orm import Session

from ...cities.plane import Plane, plane_of
from ...cities.shapes import from_geojson
from ...models import Area, AreaShape

#: How far outside every outline a point may lie and still belong to the nearest area, in metres: a measured
#: border is right to a few metres and a telephone to some hundred; a schematic one may be a kilometre off.
_NEAR = 300.0
_NEAR_SCHEMATIC = 1500.0
#: Of each outline its area, GeoJSON, and whether it is schematic.
Stored: TypeAlias = tuple[tuple[int, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """One area's outline in degrees, as it is stored."""

    area: int
    shape: BaseGeometry
    schematic: bool


class AreaIndex:
    """Finds the area of points among outlines of smallest areas; where two overlap, the official one goes first."""

    def __init__(self, outlines: Sequence[Outline]) -> None:
        ordered = sorted(outlines, key=lambda o: (o.schematic, o.shape.area, o.area))
        self._shapes = np.array([o.shape for o in ordered], dtype=object)
        self._areas = np.array([o.area for o in ordered], dtype=np.int64)
        self._near = np.array([_NEAR_SCHEMATIC if o.schematic else _NEAR for o in ordered])
        shapely.prepare(self._shapes)
        self._tree = shapely.STRtree(self._shapes)
        self._plane = plane_of(list(self._shapes)) if ordered else Plane(0.0)
        self._reach = float(self._near.max(initial=0.0)) / min(self._plane.scale)

    def find_many(self, lats: npt.ArrayLike, lons: npt.ArrayLike) -> list[int | None]:
        """The id of the area of each point, None outside the city."""
        ys, xs = np.asarray(lats, dtype=float), np.asarray(lons, dtype=float)
        if not len(self._areas):
            return [None] * len(ys)
        best = self._inside(xs, ys)
        outside = np.flatnonzero((best < 0) & self._close(xs, ys))
        if len(outside):
            best[outside] = self._nearest(xs[outside], ys[outside])
        return [int(area) if place >= 0 else None for area, place in zip(self._areas[best], best, strict=True)]

    def _close(self, xs: npt.NDArray[np.float64], ys: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
        """Whether each point lies in the box around all outlines, with a margin; one that is no number does not."""
        west, south, east, north = (float(edge) for edge in shapely.total_bounds(self._shapes))
        margin = self._reach
        across = (xs >= west - margin) & (xs <= east + margin)
        up = (ys >= south - margin) & (ys <= north + margin)
        return np.asarray(across & up)

    def _inside(self, xs: npt.NDArray[np.float64], ys: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
        """The place in our order of the outline around each point, -1 for none."""
        best = np.full(len(xs), len(self._areas), dtype=np.int64)
        points, outlines = self._tree.query(shapely.points(xs, ys))
        around = shapely.intersects_xy(self._shapes[outlines], xs[points], ys[points])
        np.minimum.at(best, points[around], outlines[around])
        best[best == len(self._areas)] = -1
        return best

    def _nearest(self, xs: npt.NDArray[np.float64], ys: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
        """The outline next to each point that is not too far, -1 for none."""
        best = np.full(len(xs), -1, dtype=np.int64)
        spots = shapely.points(xs, ys)
        points, outlines = self._tree.query_nearest(spots, max_distance=self._reach, all_matches=False)
        ends = shapely.get_coordinates(shapely.shortest_line(spots[points], self._shapes[outlines])).reshape(-1, 2, 2)
        metres = np.hypot(*((ends[:, 1] - ends[:, 0]) * np.array(self._plane.scale)).T)
        close = metres <= self._near[outlines]
        best[points[close]] = outlines[close]
        return best


def find_areas(session: Session, points: Sequence[tuple[float, float]]) -> list[int | None]:
    """The id of the smallest area of each (lat, lon), None where no area is near.

    The outlines are asked for at each call, and made an index of anew where any has changed: ask for all points of a
    batch at once.
    """
    if not points:
        return []
    lats, lons = zip(*points, strict=True)
    return _index(_stored(session)).find_many(lats, lons)


def stored_outlines(session: Session) -> list[Outline]:
    """The outlines of the smallest areas that have one: those without an outlined area below them."""
    return _outlines(_stored(session))


@lru_cache(maxsize=1)
def _index(stored: Stored) -> AreaIndex:
    return AreaIndex(_outlines(stored))


def _outlines(stored: Stored) -> list[Outline]:
    shapes = ((area, from_geojson(geometry), schematic) for area, geometry, schematic in stored)
    return [Outline(area, shape, schematic) for area, shape, schematic in shapes if shape is not None]


def _stored(session: Session) -> Stored:
    parents = select(Area.parent_id).join(AreaShape, AreaShape.area_id == Area.id).where(Area.parent_id.is_not(None))
    rows = session.execute(
        select(AreaShape.area_id, AreaShape.geometry, AreaShape.schematic)
        .where(AreaShape.area_id.not_in(parents))
        .order_by(AreaShape.area_id)
    )
    return tuple((area, geometry, schematic) for area, geometry, schematic in rows)
