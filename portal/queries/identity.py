"""Asks a database which city it belongs to, before anything is written to it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from ..domain.city import City
from ..models import Agency, Area, Category, Identity


@dataclass(frozen=True, slots=True)
class StoredIdentity:
    """What a database says of itself: its own random id, and the slug of its city's pack."""

    database: str
    city: str


def stored_identity(engine: Engine) -> StoredIdentity | None:
    """None before the first upgrade, and while the database does not answer."""
    file = engine.url.database if engine.dialect.name == "sqlite" else None
    if file and not Path(file).exists():
        return None  # to ask would make it
    try:
        with engine.connect() as connection:
            row = connection.execute(select(Identity.database, Identity.city)).first()
    except DBAPIError:
        return None
    return StoredIdentity(row.database, row.city) if row else None


def is_of_another(session: Session, city: City) -> bool:
    """Whether database and pack both have agencies, areas or categories, and none in common."""
    stored = {key for column in (Agency.slug, Area.code, Category.slug) for key in session.scalars(select(column))}
    packed = {*city.agencies, *city.areas, *city.categories}
    return bool(stored and packed and not stored & packed)


def refusal(found: StoredIdentity | None, city: City) -> str:
    """Why a portal of this city may not use the database, and what to do; "" when it may."""
    if found is None or found.city == city.slug:
        return ""
    return (
        f"The database belongs to the city {found.city!r}, but CITY names {city.slug!r}. Nothing was written. "
        f"Set CITY to the pack of {found.city!r}, or PANTAU_DATA and DATABASE_URL to another database. "
        "If only the pack's directory was renamed, run: flask --app wsgi portal upgrade --rename-city"
    )
