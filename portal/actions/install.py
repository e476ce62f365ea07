"""Puts a city pack into the database: what it names is made or brought up to date, nothing is taken away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..cities.polygons import read_features
from ..domain.city import City
from ..extensions import db
from ..models import Agency, Area, AreaShape, Category, Channel
from .areas.load import load_areas
from .areas.outlines import new_version, write_schematic
from .log import change

Stored = TypeVar("Stored", Agency, Area, Category, Channel)
Tree = TypeVar("Tree", Agency, Area)
Values = Mapping[str, object]


@dataclass(slots=True)
class Installed:
    """How many rows were made and how many had to change."""

    made: int = 0
    changed: int = 0
    fresh: set[object] = field(default_factory=set, repr=False, compare=False)  # the rows made


def install(city: City) -> Installed:
    """Agencies, categories, channels, areas and their outlines of a pack; a second time changes nothing."""
    session = db.session()
    with change(session):
        done = Installed()
        _agencies(session, city, done)
        _categories(session, city, done)
        channels = {c.slug: {"name": c.name, "name_en": c.name_en} for c in city.channels.values()}
        _put(session, Channel, "slug", channels, done)
        _areas(session, city, done)
        done.made += write_schematic(session, city)
        if done.made or done.changed:
            new_version(session)
    if city.shapes and city.areas:
        load_areas(read_features(Path(city.shapes)), source=city.source)
    return done


def _agencies(session: Session, city: City, done: Installed) -> None:
    values = {a.slug: {"name": a.name, "short": a.short, "kind": a.kind} for a in city.agencies.values()}
    ids = _put(session, Agency, "slug", values, done)
    _link(session, Agency, ids, {a.slug: a.parent for a in city.agencies.values()}, done)


def _categories(session: Session, city: City, done: Installed) -> None:
    agencies = {row.slug: row.id for row in session.execute(select(Agency.slug, Agency.id))}
    values: dict[str, Values] = {
        c.slug: {
            "name": c.name,
            "name_en": c.name_en,
            "group": c.group,
            "agency_id": agencies[c.agency] if c.agency else None,
            "response_hours": c.response_hours,
            "resolution_hours": c.resolution_hours,
            "sensitive": c.sensitive,
        }
        for c in city.categories.values()
    }
    _put(session, Category, "slug", values, done)


def _areas(session: Session, city: City, done: Installed) -> None:
    """A centre that official outlines gave stays."""
    official = set(session.scalars(select(Area.code).join(AreaShape).where(AreaShape.schematic.is_(False))))
    values: dict[str, Values] = {}
    for a in city.areas.values():
        centre = {} if a.code in official else {"lat": a.lat, "lon": a.lon}
        values[a.code] = {"name": a.name, "level": a.level, "population": a.population, "year": a.year, **centre}
    ids = _put(session, Area, "code", values, done)
    _link(session, Area, ids, {a.code: a.parent for a in city.areas.values()}, done)


def _put(
    session: Session, table: type[Stored], key: str, values: Mapping[str, Values], done: Installed
) -> dict[str, int]:
    """Make or update one row for each key; the ids by key."""
    rows = {getattr(row, key): row for row in session.scalars(select(table))}
    for name, columns in values.items():
        row = rows.get(name)
        if row is None:
            row = rows[name] = table(**{key: name, **columns})
            session.add(row)
            done.made += 1
            done.fresh.add(row)
        elif any(getattr(row, column) != value for column, value in columns.items()):
            for column, value in columns.items():
                setattr(row, column, value)
            done.changed += 1
    session.flush()
    return {name: row.id for name, row in rows.items()}


def _link(
    session: Session, table: type[Tree], ids: Mapping[str, int], above: Mapping[str, str | None], done: Installed
) -> None:
    """Set the parents, once all rows are there."""
    for key, parent in above.items():
        row = session.get_one(table, ids[key])
        wanted = ids[parent] if parent else None
        if row.parent_id != wanted:
            row.parent_id = wanted
            done.changed += row not in done.fresh
    session.flush()
