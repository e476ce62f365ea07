"""Areas that a source names and the city's pack does not: made with their level and their parent."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from ...domain.city import PackArea
from ...extensions import db
from ...models import Area
from ..log import change


def add_areas(named: Sequence[PackArea]) -> None:
    """Make the areas whose codes are not there yet; the others stay as they are. Parents come before their children."""
    if not named:
        return
    session = db.session()
    wanted = {code for area in named for code in (area.code, area.parent) if code}
    with change(session):
        there = session.execute(select(Area.code, Area.id).where(Area.code.in_(wanted)))
        ids = {row.code: row.id for row in there}
        for area in named:
            if area.code in ids:
                continue
            parent = ids[area.parent] if area.parent else None
            row = Area(code=area.code, name=area.name, level=area.level, parent_id=parent)
            session.add(row)
            session.flush()
            ids[area.code] = row.id
