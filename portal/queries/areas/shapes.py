"""The outlines of a level for the map: light GeoJSON for Leaflet, and paths for the map drawn as SVG."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import Row, select
from sqlalchemy.orm import Session, aliased

from ...cities.plane import Plane
from ...cities.shapes import box_of, from_geojson, label_point, simplified, to_geojson
from ...models import Area, AreaShape
from ..city.version import city_version
from ..versioned_cache import VersionedCache

WIDTH = 1000  # of the drawing, in its own units
_DETAIL = 30.0  # metres: what is smaller is left out; about two units of a drawing of Jakarta Selatan


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaOutline:
    """One area as a map shows it. ``path``: SVG path data, ``label_x``, ``label_y``: where its name is written."""

    id: int
    code: str
    name: str
    level: str
    parent: str | None
    population: int | None
    year: int | None
    schematic: bool
    geometry: str
    path: str
    label_x: float
    label_y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaMap:
    """A level's outlines. ``bounds``: west, south, east, north in degrees, None without any outline."""

    level: str
    outlines: tuple[AreaOutline, ...]
    bounds: tuple[float, float, float, float] | None
    sources: tuple[str, ...]

    @property
    def schematic(self) -> bool:
        """Whether any outline is only schematic, which the page must say."""
        return any(outline.schematic for outline in self.outlines)

    @property
    def view_box(self) -> str:
        """Of the whole drawing."""
        return f"0 0 {WIDTH} {Drawing(self.bounds).height}"

    def geojson(self) -> Iterator[str]:
        """A FeatureCollection in pieces."""
        yield '{"type":"FeatureCollection","features":['
        for number, outline in enumerate(self.outlines):
            yield ("," if number else "") + _feature(outline)
        yield "]}"


def _feature(outline: AreaOutline) -> str:
    properties = {
        "code": outline.code,
        "name": outline.name,
        "level": outline.level,
        "parent": outline.parent,
        "population": outline.population,
        "year": outline.year,
        "schematic": outline.schematic,
    }
    head = json.dumps(
        {"type": "Feature", "id": outline.code, "properties": properties}, ensure_ascii=False, separators=(",", ":")
    )
    return f'{head[:-1]},"geometry":{outline.geometry}}}'


def area_shapes(session: Session, cache: VersionedCache, level: str) -> AreaMap:
    """The map of a level. Drawing takes longer than the rest of a map's page: kept until the city changes."""
    return cache.get(f"shapes of {level}", city_version(session), lambda: _draw(session, level))


def outlined_levels(session: Session) -> frozenset[str]:
    """The levels that have outlines."""
    return frozenset(session.scalars(select(Area.level).join(AreaShape, AreaShape.area_id == Area.id).distinct()))


def _draw(session: Session, level: str) -> AreaMap:
    above = aliased(Area)
    rows = session.execute(
        select(Area, AreaShape.geometry, AreaShape.schematic, AreaShape.source, above.code.label("above"))
        .join(AreaShape, AreaShape.area_id == Area.id)
        .outerjoin(above, above.id == Area.parent_id)
        .where(Area.level == level)
        .order_by(Area.code, Area.id)
    ).all()
    parsed = [(row, from_geojson(row.geometry)) for row in rows]
    sound = [(row, shape) for row, shape in parsed if shape is not None]
    shapes = simplified([shape for _, shape in sound], _DETAIL)
    bounds = box_of(shapes)
    drawing = Drawing(bounds)
    outlines = [_outline(row, shape, drawing) for (row, _), shape in zip(sound, shapes, strict=True)]
    return AreaMap(
        level=level,
        outlines=tuple(outlines),
        bounds=bounds,
        sources=tuple(sorted({row.source for row, _ in sound if row.source})),
    )


def _outline(row: Row[Area, str, bool, str, str], shape: BaseGeometry, drawing: Drawing) -> AreaOutline:
    area = row.Area
    label_x, label_y = drawing.spot(*label_point(shape))
    return AreaOutline(
        id=area.id,
        code=area.code,
        name=area.name,
        level=area.level,
        parent=row.above,
        population=area.population,
        year=area.year,
        schematic=row.schematic,
        geometry=to_geojson(shape),
        path=drawing.path(shape),
        label_x=label_x,
        label_y=label_y,
    )


class Drawing:
    """Degrees to the units of a drawing that is WIDTH wide and true to scale in the middle of its bounds."""

    def __init__(self, bounds: tuple[float, float, float, float] | None) -> None:
        west, south, east, north = bounds or (0.0, 0.0, 1.0, 1.0)
        across, up = Plane((south + north) / 2).scale
        unit = WIDTH / max((east - west) * across, 1e-9)
        self._corner = np.array([west, north])
        self._units = np.array([across * unit, -up * unit])
        self.height = max(1, round((north - south) * up * unit))
        self.metre = unit  # as long as one is in the drawing

    def spot(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a point (lat, lon) lies in the drawing."""
        x, y = (np.array([lon, lat]) - self._corner) * self._units
        return round(float(x), 1), round(float(y), 1)

    def path(self, shape: BaseGeometry) -> str:
        """SVG path data of a Polygon or MultiPolygon, in whole units, relative so that it is short."""
        rings = [ring for part in shapely.get_parts(shape) for ring in (part.exterior, *part.interiors)]
        return "".join(self._ring(shapely.get_coordinates(ring)) for ring in rings)

    def _ring(self, degrees: np.ndarray) -> str:
        places = np.rint((degrees - self._corner) * self._units).astype(int)[:-1]
        steps = np.diff(places, axis=0)
        steps = steps[np.any(steps != 0, axis=1)]
        if len(steps) < 2:
            return ""
        return f"M{places[0][0]} {places[0][1]}l{_pairs(steps)}z"


def _pairs(steps: Sequence[Sequence[int]]) -> str:
    """Pairs of whole numbers as SVG reads them; a minus sign needs no space before it."""
    flat = [str(v) for step in steps for v in step]
    return flat[0] + "".join(v if v.startswith("-") else f" {v}" for v in flat[1:])
