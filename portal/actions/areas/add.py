"""Areas that a source names and the city's pack does not: made with their level and their parent."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.city import PackArea
from ...domain.names import address, identity
from ...extensions import db
from ...models import Alias, Area
from ..log import change


def add_areas(named: Sequence[PackArea]) -> None:
    """Make the areas whose codes are not there yet; the others stay as they are. Parents come before their children.

    A code is known by its identity; what is stored is its address, so that it can stand in a filter.
    """
    if not named:
        return
    session = db.session()
    with change(session):
        codes = select(Alias.identity, Alias.refers_to).where(Alias.kind == "area")
        ids = {row.identity: row.refers_to for row in session.execute(codes)}
        for area in named:
            code = identity(area.code)
            if code not in ids:
                ids[code] = _area(session, area, ids[identity(area.parent)] if area.parent else None)
                session.add(Alias(kind="area", identity=code, refers_to=ids[code]))


def _area(session: Session, area: PackArea, parent: int | None) -> int:
    """The area of this name that has the code's address already, as releases before aliases made it, else a new one."""
    plain, name = address(area.code), identity(area.name)
    there = session.execute(select(Area.code, Area.id, Area.name, Area.level)).all()
    for row in there:
        if row.code == plain and row.level == area.level and identity(row.name) == name:
            return int(row.id)
    free = not session.scalar(select(Area.id).where(Area.level == area.level, Area.identity == name))
    made = Area(
        code=address(area.code, {row.code for row in there}),
        name=area.name,
        identity=name if free else None,
        level=area.level,
        parent_id=parent,
    )
    session.add(made)
    session.flush()
    return made.id
