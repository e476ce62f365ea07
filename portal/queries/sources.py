"""Where the list, the map and the exports of tickets read."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ..domain.city import City
from ..search.engine import Engine


@dataclass(frozen=True, slots=True)
class Sources:
    """The database, the search index and the city's pack."""

    session: Session
    engine: Engine
    city: City
