"""What a pack calls its areas, now and before: an area keeps its history under another code or name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ..domain.city import PackArea
from ..domain.names import identity
from ..models import Alias, Area, AreaShape
from .pack_names import Installed, call, merge

Called = list[tuple[int, str]]  # ids of areas, each with a name that was stored for it


def follow_renamed_areas(session: Session, areas: Mapping[str, PackArea], done: Installed) -> Called:
    """Give what is stored under an area's former codes and names the area's code, so that all is one row."""
    rows = {row.code: row for row in session.scalars(select(Area).order_by(Area.id))}
    called = {row.id: [row.name] for row in rows.values()}
    find = _AreaFinder(session, [row for code, row in rows.items() if code not in areas])
    for code, entry in areas.items():
        found = list(find.all(entry))
        row = rows.get(code) or next(iter(found), None)
        for other in found:
            call(session, "area", [(other.id, (other.code,))], done)
            if other is row:
                row.code = code
            elif row is not None:
                called[row.id] += called.pop(other.id)
                session.execute(delete(AreaShape).where(AreaShape.area_id == other.id))
                merge(session, Area, other, row)
            done.moved = True
            done.changed += 1
    session.flush()
    return [(id, name) for id, names in called.items() for name in names]


def lead_by_former_names(session: Session, called: Sequence[tuple[int, str]], done: Installed) -> None:
    """A name that was stored for an area leads to it, unless it is an area's own name now."""
    rows = session.execute(select(Area.id, Area.code, Area.name)).all()
    own = {identity(row.name) for row in rows}
    codes = {identity(row.code) for row in rows}
    lost = select(Alias).where(Alias.kind == "area", Alias.identity.in_(own - codes))
    ids = {(identity(row.name), row.id) for row in rows}
    for alias in session.scalars(lost):
        if (alias.identity, alias.refers_to) not in ids:
            session.delete(alias)
    session.flush()
    call(session, "area", ((id, (name,)) for id, name in called if identity(name) not in own), done)


class _AreaFinder:
    """Areas that the pack does not name by their code: each is found once."""

    def __init__(self, session: Session, free: Sequence[Area]) -> None:
        ids = {row.id: row for row in free}
        aliases = session.scalars(select(Alias).where(Alias.kind == "area"))
        self._known: dict[tuple[str, str], Area] = {("", identity(row.code)): row for row in free}
        self._known |= {("", a.identity): ids[a.refers_to] for a in aliases if a.refers_to in ids}
        self._known |= {(row.level, row.identity): row for row in free if row.identity}
        self._taken: set[int] = set()

    def all(self, entry: PackArea) -> Iterator[Area]:
        for name in entry.was:
            key = identity(name)
            row = self._known.get((entry.level, key)) or self._known.get(("", key))
            if row is not None and row.id not in self._taken:
                self._taken.add(row.id)
                yield row
