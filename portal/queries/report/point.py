"""A point of the map in words, so that whoever has chosen it can see that it is the right one."""

from __future__ import annotations

from dataclasses import dataclass

import shapely

from ...cities.plane import Plane
from ...domain.lens import Box
from ...domain.report_place import AskedPlace
from ..sources import Sources
from ..streets.lines import street_lines
from .place import StatedPlace, stated_place

NEAR = 200.0  # metres: a street farther away does not say where a point is


@dataclass(frozen=True, slots=True)
class NamedPoint:
    """``street``: the nearest that reports name, '' where none is near."""

    stated: StatedPlace
    street: str = ""


def named_point(sources: Sources, lat: float, lon: float) -> NamedPoint:
    """What the city calls the place of a point, in degrees."""
    stated = stated_place(sources, AskedPlace(lat=lat, lon=lon))
    return NamedPoint(stated, "" if stated.outside else _street(sources, lat, lon))


def _street(sources: Sources, lat: float, lon: float) -> str:
    plane = Plane(lat)
    across, up = (NEAR / metres for metres in plane.scale)
    point = plane.flat(shapely.Point(lon, lat))
    found = [
        (plane.flat(_shape(line)).distance(point), street.name)
        for street in street_lines(sources.session, Box(lon - across, lat - up, lon + across, lat + up))
        for line in street.lines
    ]
    metres, name = min(found, default=(NEAR + 1, ""))
    return name if metres <= NEAR else ""


def _shape(line: tuple[tuple[float, float], ...]) -> shapely.Geometry:
    points = [(lon, lat) for lat, lon in line]
    return shapely.LineString(points) if len(points) > 1 else shapely.Point(points[0])
