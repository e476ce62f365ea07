"""Areas that only an import has named get a centre amid their tickets and a schematic outline, to be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from shapely.geometry.base import BaseGeometry
from sqlalchemy import select
from sqlalchemy.orm import Session

from ...cities import shapes
from ...domain.city import City
from ...domain.visibility import Visibility
from ...extensions import db
from ...models import Area, AreaShape, Ticket
from ..log import change
from .move_tickets import move_tickets
from .outlines import ask_rebuild, new_version, put_outline

#: From fewer points a middle says little.
ENOUGH = 5


@dataclass(frozen=True, slots=True)
class Sketched:
    """How many areas got a centre, and how many outlines are new or changed."""

    centred: int
    outlined: int


def sketch_areas(city: City) -> Sketched:
    """Centres and outlines for areas of levels that the pack says nothing of; official outlines stay.

    A centre is the median of the places of the area's public tickets and stays once it is there. Tickets
    stay in the areas that their source named: a sketch is for drawing. Stubs get the new centres.
    """
    session = db.session()
    described = {area.level for area in city.areas.values()}
    with change(session):
        sketchy = session.scalars(select(Area).where(Area.level.not_in(described)).order_by(Area.id)).all()
        centred = _centre(session, [area for area in sketchy if area.lat is None], city)
        outlined = sum(_outline(session, [a for a in sketchy if a.level == level], city) for level in _upwards(city))
        if centred or outlined:
            new_version(session)
            ask_rebuild(session)
    if centred:
        move_tickets(session, by_point=False)
    return Sketched(centred, outlined)


def _upwards(city: City) -> list[str]:
    """Levels from the smallest to the largest: larger areas are drawn from those below them."""
    return list(reversed(city.levels or ("area",)))


def _centre(session: Session, areas: Sequence[Area], city: City) -> int:
    """Set the centre of each area that has enough points within the city's bounds."""
    west, south, east, north = city.bounds or (-180.0, -90.0, 180.0, 90.0)
    within = Ticket.lat.between(south, north) & Ticket.lon.between(west, east)
    points: dict[int, list[tuple[float, float]]] = {}
    for row in session.execute(
        select(Ticket.area_id, Ticket.lat, Ticket.lon).where(
            Ticket.visibility == Visibility.FULL.value, Ticket.area_id.in_([area.id for area in areas]), within
        )
    ):
        points.setdefault(row.area_id, []).append((row.lat, row.lon))
    centred = 0
    for area in areas:
        if len(points.get(area.id, ())) >= ENOUGH:
            lat, lon = np.median(np.array(points[area.id]), axis=0)
            area.lat, area.lon = round(float(lat), 5), round(float(lon), 5)
            centred += 1
    session.flush()
    return centred


def _outline(session: Session, areas: Sequence[Area], city: City) -> int:
    """Draw one level: unions of what lies below, else cells around centres. Any official outline: leave it alone."""
    ids = [area.id for area in areas]
    if session.scalars(
        select(AreaShape.area_id).where(AreaShape.area_id.in_(ids), AreaShape.schematic.is_(False))
    ).first():
        return 0
    cells = _unions(session, ids)
    if not cells:
        centres = {a.id: (a.lat, a.lon) for a in areas if a.lat is not None and a.lon is not None}
        cells = shapes.schematic(centres, city.bounds)
    changed = sum(put_outline(session, id, shape, schematic=True, source="") for id, shape in cells.items())
    for area in areas:
        if area.lat is None and area.id in cells:
            area.lat, area.lon = shapes.label_point(cells[area.id])
    session.flush()
    return changed


def _unions(session: Session, ids: Sequence[int]) -> dict[int, BaseGeometry]:
    """The areas that have outlined areas below them, as the union of those."""
    below: dict[int, list[BaseGeometry]] = {}
    for row in session.execute(
        select(Area.parent_id, AreaShape.geometry)
        .join(AreaShape, AreaShape.area_id == Area.id)
        .where(Area.parent_id.in_(ids))
        .order_by(Area.id)
    ):
        shape = shapes.from_geojson(row.geometry)
        if shape is not None:
            below.setdefault(row.parent_id, []).append(shape)
    return {parent: shapes.union(parts) for parent, parts in below.items()}
