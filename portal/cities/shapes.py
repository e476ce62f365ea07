"""The geometry of a city's areas: schematic cells from centre points, unions, simplified outlines, GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from .plane import Plane, plane_of

Key = TypeVar("Key", bound=Hashable)
Box = tuple[float, float, float, float]

#: How far a schematic area reaches beyond the outermost centres, in median distances of neighbours.
_REACH = 0.9
#: How closely the outline hugs the outermost centres: 1 is their convex hull, 0 the tightest.
_HUG = 0.4
_DECIMALS = 5


def schematic(centres: Mapping[Key, tuple[float, float]], bounds: Box | None = None) -> dict[Key, BaseGeometry]:
    """A cell around each centre (lat, lon): a place belongs to its nearest centre. Clipped to a hull and the bounds.

    Centres at one place share their cell, so that each area has a shape.
    """
    if not centres:
        return {}
    plane = Plane(sum(lat for lat, _ in centres.values()) / len(centres))
    points = plane.points([lat for lat, _ in centres.values()], [lon for _, lon in centres.values()])
    places, place_of = np.unique(points.round(1), axis=0, return_inverse=True)
    outline = _outline(places)
    if bounds is not None:
        outline = outline & plane.flat(shapely.box(*bounds)) or outline
    cells = _cells(places, outline)
    return {key: tidy(plane.round(cells[place])) for key, place in zip(centres, place_of, strict=True)}


def _cells(places: np.ndarray, outline: BaseGeometry) -> list[BaseGeometry]:
    if len(places) == 1:
        return [outline]
    cells = shapely.voronoi_polygons(shapely.multipoints(places), extend_to=outline.buffer(1000), ordered=True)
    return [cell & outline for cell in cells.geoms]


def _outline(places: np.ndarray) -> BaseGeometry:
    """How far the areas reach as a whole, in metres."""
    cloud = shapely.multipoints(places)
    if len(places) < 2:
        return cloud.buffer(2000)
    gaps = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
    gap = float(np.median(np.sort(gaps, axis=1)[:, 1]))
    hull = shapely.concave_hull(cloud, ratio=_HUG) if len(places) > 3 else cloud.convex_hull
    return hull.buffer(gap * _REACH)


def union(shapes: Sequence[BaseGeometry]) -> BaseGeometry:
    """One shape of many; slivers between neighbours that do not quite meet are closed (about 2 m)."""
    joined = shapely.union_all(np.array(shapes, dtype=object))
    return tidy(joined.buffer(1e-5, join_style="mitre").buffer(-1e-5, join_style="mitre"))


def tidy(shape: BaseGeometry) -> BaseGeometry:
    """A valid Polygon or MultiPolygon with what is not an area left out; may be empty."""
    if not shape.is_valid:
        shape = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        return shape
    parts = [part for part in shapely.get_parts(shape) if part.geom_type in ("Polygon", "MultiPolygon")]
    return shapely.union_all(np.array(parts, dtype=object))


def simplified(shapes: Sequence[BaseGeometry], metres: float) -> list[BaseGeometry]:
    """Outlines for display with no more detail than ``metres``; neighbours keep one shared border."""
    if not shapes:
        return []
    plane = plane_of(list(shapes))
    flat = np.array([plane.flat(shape) for shape in shapes], dtype=object)
    return [tidy(plane.round(shape)) for shape in shapely.coverage_simplify(flat, metres)]


def label_point(shape: BaseGeometry) -> tuple[float, float]:
    """(lat, lon) inside the shape where a label sits well: its centroid, or the middle of its widest part."""
    centre = shape.centroid
    if not shape.contains(centre):
        largest = max(shapely.get_parts(shape), key=lambda part: part.area)
        centre = shapely.get_point(shapely.maximum_inscribed_circle(largest), 0)
    return round(centre.y, _DECIMALS), round(centre.x, _DECIMALS)


def box_of(shapes: Sequence[BaseGeometry]) -> Box | None:
    """West, south, east, north of all shapes; None when there are none."""
    if not shapes:
        return None
    west, south, east, north = (float(v) for v in shapely.total_bounds(np.array(shapes, dtype=object)))
    return west, south, east, north


def to_geojson(shape: BaseGeometry, decimals: int = _DECIMALS) -> str:
    """A shape as compact GeoJSON geometry text."""
    geometry = shapely.geometry.mapping(shape)
    return json.dumps(
        {"type": geometry["type"], "coordinates": _rounded(geometry["coordinates"], decimals)}, separators=(",", ":")
    )


def _rounded(value: object, decimals: int) -> object:
    if isinstance(value, float | int):
        return round(float(value), decimals)
    if isinstance(value, list | tuple):
        return [_rounded(part, decimals) for part in value]
    raise TypeError(f"no coordinate: {value!r}")


def from_geojson(text: str) -> BaseGeometry | None:
    """The shape of GeoJSON geometry text; None when it is not one."""
    return shapely.from_geojson(text, on_invalid="ignore")
