"""A number that changes with what the log does not tell: areas, outlines, in which area tickets lie, and every name.

Whatever was built from the city asks it whether it still holds, and it is part of the version of every page.
"""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ...models import Checkpoint
from ..prepared import Prepared

#: The row of ``cursor`` that holds the number; it follows no log.
CITY = "areas"
_VERSION = select(Checkpoint.seq).where(Checkpoint.name == CITY)
#: The number as a column of a statement that reads a version: one question instead of two, and one moment.
CITY_VERSION = func.coalesce(_VERSION.scalar_subquery(), 0)
_NOW = Prepared(select(CITY_VERSION.label("number")))


def city_version(session: Session) -> int:
    """The number as it stands; 0 while nobody has installed a city."""
    return int(_NOW.first(session.connection()).number)
