"""Where the list, the map and the exports of tickets read."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ..domain.city import City
from ..search.engine import Engine
from .versioned_cache import VersionedCache


@dataclass(frozen=True, slots=True)
class Sources:
    """The database, the search index, the city's pack, and what is kept in memory of the database."""

    session: Session
    engine: Engine
    city: City
    cache: VersionedCache
