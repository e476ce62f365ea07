"""A number that changes with the areas and their outlines: what was built from them asks it whether it still holds."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..models import Cursor

#: The row of ``cursor`` that holds the number; it follows no log.
AREAS = "areas"
_VERSION = select(Cursor.seq).where(Cursor.name == AREAS)


def area_version(session: Session) -> int:
    """The number as it stands; 0 while nobody has installed a city."""
    return session.connection().execute(_VERSION).scalar() or 0
