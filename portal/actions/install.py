"""Puts a city pack into the database: what it names is made or brought up to date, nothing is taken away."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..cities.polygons import read_features
from ..domain.city import City
from ..domain.names import identity
from ..extensions import db
from ..models import Agency, Area, AreaShape, Category, Channel
from .area_names import follow_renamed_areas, lead_by_former_names
from .areas.load import load_areas
from .areas.outlines import ask_rebuild, new_version, write_schematic
from .log import change
from .pack_names import Installed, Stored, call, follow_renames, identities, kept_by_admins

Tree = TypeVar("Tree", Agency, Area)
Values = Mapping[str, object]


def install(city: City) -> Installed:
    """Agencies, categories, channels, areas and their outlines of a pack; a second time changes nothing."""
    session = db.session()
    with change(session):
        done = Installed()
        agencies = _agencies(session, city, done)
        _categories(session, city, agencies, done)
        _channels(session, city, done)
        _areas(session, city, done)
        done.made += write_schematic(session, city)
        if done.made or done.changed or done.aliases:
            new_version(session)
        if done.moved:
            ask_rebuild(session)
        elif done.regrouped:
            ask_rebuild(session, "scorecards")
    if city.shapes and city.areas:
        load_areas(read_features(Path(city.shapes)), source=city.source)
    return done


def _agencies(session: Session, city: City, done: Installed) -> Mapping[str, int]:
    """Ids by the pack's slugs. Of an agency that an admin has changed, the pack's slug and names only lead to it."""
    kept = kept_by_admins(session, city.agencies)
    entries = {slug: entry for slug, entry in city.agencies.items() if slug not in kept}
    follow_renames(session, Agency, entries, done)
    values = {a.slug: {"name": a.name, "short": a.short, "kind": a.kind} for a in entries.values()}
    ids = kept | _put(session, Agency, "slug", values, done)
    call(session, "agency", ((ids[a.slug], (a.slug, *a.was)) for a in entries.values()), done)
    packed = (city.agencies[slug] for slug in kept)
    call(session, "agency", ((kept[a.slug], (a.slug, a.name, *a.was)) for a in packed), done)
    _link(session, Agency, ids, {a.slug: a.parent for a in entries.values()}, done)
    return ids


def _categories(session: Session, city: City, agencies: Mapping[str, int], done: Installed) -> None:
    follow_renames(session, Category, city.categories, done)
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
    ids = _put(session, Category, "slug", values, done)
    call(session, "category", ((ids[c.slug], (c.slug, *c.was)) for c in city.categories.values()), done)


def _channels(session: Session, city: City, done: Installed) -> None:
    follow_renames(session, Channel, city.channels, done)
    kinds = dict(session.execute(select(Channel.slug, Channel.kind)).all())
    done.regrouped = any(kinds.get(c.slug, c.kind) != c.kind for c in city.channels.values())
    values = {c.slug: {"name": c.name, "name_en": c.name_en, "kind": c.kind.value} for c in city.channels.values()}
    ids = _put(session, Channel, "slug", values, done)
    call(session, "channel", ((ids[c.slug], (c.slug, *c.was)) for c in city.channels.values()), done)


def _areas(session: Session, city: City, done: Installed) -> None:
    """A centre that official outlines gave stays."""
    called = follow_renamed_areas(session, city.areas, done)
    official = set(session.scalars(select(Area.code).join(AreaShape).where(AreaShape.schematic.is_(False))))
    values: dict[str, Values] = {}
    for a in city.areas.values():
        centre = {} if a.code in official else {"lat": a.lat, "lon": a.lon}
        values[a.code] = {"name": a.name, "level": a.level, "population": a.population, "year": a.year, **centre}
    ids = _put(session, Area, "code", values, done)
    call(session, "area", ((ids[a.code], (a.code, *a.was)) for a in city.areas.values()), done)
    lead_by_former_names(session, called, done)
    _link(session, Area, ids, {a.code: a.parent for a in city.areas.values()}, done)


def _put(
    session: Session, table: type[Stored], key: str, values: Mapping[str, Values], done: Installed
) -> dict[str, int]:
    """Make or update one row for each key; the ids by key. A former name stays an alias, but of an area."""
    rows = {getattr(row, key): row for row in session.scalars(select(table).order_by(table.id))}
    before = {name: (row.identity, row.name) for name, row in rows.items()}
    owned = identities(session, rows, values)
    for name, entry in values.items():
        columns = {**entry, "identity": owned[name]}
        row = rows.get(name)
        if row is None:
            row = rows[name] = table(**{key: name, **columns})
            session.add(row)
            done.made += 1
            done.fresh.add(row)
            continue
        was, called = before[name]
        if was != owned[name] or any(getattr(row, column) != value for column, value in entry.items()):
            done.changed += 1
        if identity(called) != identity(str(entry["name"])) and table is not Area:
            call(session, table.__tablename__, [(row.id, (called,))], done)
        for column, value in columns.items():
            setattr(row, column, value)
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
