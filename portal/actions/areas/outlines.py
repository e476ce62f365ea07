"""Outlines of areas within a change: schematic from centres, official over them, larger areas from smaller ones."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence

from shapely.geometry.base import BaseGeometry
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from ... import clock
from ...cities import shapes
from ...domain.city import City
from ...models import Area, AreaShape, Checkpoint
from ...queries.city.version import CITY

#: Projections that know areas.
FOLLOWING = ("index", "scorecards")


def new_version(session: Session) -> None:
    """Give the city a version that it never had: areas, outlines or names are not what they were."""
    session.merge(Checkpoint(name=CITY, seq=secrets.randbits(62) + 1, at=clock.now()))
    session.flush()


def ask_rebuild(session: Session, projections: Sequence[str] = FOLLOWING) -> None:
    """Ask for a rebuild of projections, those that know areas; one that was never built begins at 0 anyway."""
    session.execute(update(Checkpoint).where(Checkpoint.name.in_(projections)).values(seq=0))


def put_outline(session: Session, area: int, shape: BaseGeometry, *, schematic: bool, source: str) -> bool:
    """Store an outline; whether that changed anything."""
    geometry = shapes.to_geojson(shape, decimals=6)
    row = session.get(AreaShape, area)
    if row is None:
        session.add(AreaShape(area_id=area, geometry=geometry, schematic=schematic, source=source))
        return True
    if (row.geometry, row.schematic, row.source) == (geometry, schematic, source):
        return False
    row.geometry, row.schematic, row.source = geometry, schematic, source
    return True


def write_schematic(session: Session, city: City) -> int:
    """Outlines for the pack's areas that have no official one; how many changed. Official ones stay as they are."""
    ids = {row.code: row.id for row in session.execute(select(Area.code, Area.id))}
    official = set(session.scalars(select(AreaShape.area_id).where(AreaShape.schematic.is_(False))))
    changed = 0
    for code, shape in schematic_outlines(city).items():
        if ids[code] not in official and not shape.is_empty:
            changed += put_outline(session, ids[code], shape, schematic=True, source="")
    session.flush()
    return changed


def schematic_outlines(city: City) -> dict[str, BaseGeometry]:
    """By code, from the smallest level up: cells around centres, and unions of the cells below."""
    drawn: dict[str, BaseGeometry] = {}
    for level in reversed(city.levels):
        areas = [area for area in city.areas.values() if area.level == level]
        below: dict[str, list[BaseGeometry]] = {}
        for code, shape in drawn.items():
            below.setdefault(city.areas[code].parent or "", []).append(shape)
        unions = {area.code: shapes.union(below[area.code]) for area in areas if area.code in below}
        if not unions:
            centres = {a.code: (a.lat, a.lon) for a in areas if a.lat is not None and a.lon is not None}
            unions = shapes.schematic(centres, city.bounds)
        drawn |= unions
    return drawn


def derive_parents(session: Session, loaded: Mapping[int, BaseGeometry], source: str) -> dict[int, BaseGeometry]:
    """Outlines of the areas above those just loaded, where every area below them has an official one.

    Goes up level by level. An area that was loaded itself keeps its own outline.
    """
    derived: dict[int, BaseGeometry] = {}
    below = set(loaded)
    while below:
        parents = set(session.scalars(select(Area.parent_id).where(Area.id.in_(below), Area.parent_id.is_not(None))))
        below = set()
        for parent in sorted(id for id in parents if id is not None and id not in loaded and id not in derived):
            shape = _union_below(session, parent)
            if shape is not None:
                put_outline(session, parent, shape, schematic=False, source=source)
                session.flush()
                derived[parent] = shape
                below.add(parent)
    return derived


def _union_below(session: Session, parent: int) -> BaseGeometry | None:
    """The union of the outlines below an area; None unless all are there and official."""
    official = (AreaShape.area_id == Area.id) & AreaShape.schematic.is_(False)
    rows = session.scalars(
        select(AreaShape.geometry).select_from(Area).outerjoin(AreaShape, official).where(Area.parent_id == parent)
    ).all()
    drawn = [shapes.from_geojson(geometry) for geometry in rows if geometry]
    sound = [shape for shape in drawn if shape is not None]
    return shapes.union(sound) if sound and len(sound) == len(rows) else None
