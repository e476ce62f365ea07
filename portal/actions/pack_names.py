"""What a pack calls its entries, now and before: a row keeps its history under another name or slug."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from ..domain.city import PackAgency, PackCategory, PackChannel
from ..domain.names import address, identity
from ..models import Agency, Alias, Area, Base, Category, Channel, FormerAgency, StoredScorecard

Named = TypeVar("Named", Agency, Category, Channel)
Stored = TypeVar("Stored", Agency, Area, Category, Channel)
Entries = Mapping[str, PackAgency] | Mapping[str, PackCategory] | Mapping[str, PackChannel]
Name = tuple[str, str]  # level of an area, else '', and identity


@dataclass(slots=True)
class Installed:
    """How many rows were made and how many had to change.

    ``aliases``: how many other names of them are new; ``moved``: whether one has another address than before;
    ``regrouped``: whether what came through a channel counts elsewhere than before.
    """

    made: int = 0
    changed: int = 0
    aliases: int = 0
    moved: bool = False
    regrouped: bool = False
    fresh: set[object] = field(default_factory=set, repr=False, compare=False)  # the rows made


def free_address(session: Session, table: type[Agency | Category | Channel], label: str, own: int = 0) -> str:
    """An address that is and was nobody's, but for the row ``own``."""
    slugs = select(table.slug).where(table.id != own)
    former = select(Alias.identity).where(Alias.kind == table.__tablename__, Alias.refers_to != own)
    return address(label, {*session.scalars(slugs), *session.scalars(former)})


def kept_by_admins(session: Session, entries: Mapping[str, PackAgency]) -> dict[str, int]:
    """Ids of the agencies that admins have changed, by the slugs that the pack has for them."""
    kept = {row.id: row for row in session.scalars(select(Agency).where(Agency.kept))}
    aliases = session.scalars(select(Alias).where(Alias.kind == "agency", Alias.refers_to.in_(kept)))
    known = {alias.identity: alias.refers_to for alias in aliases}
    known |= {row.identity: row.id for row in kept.values() if row.identity} | {r.slug: r.id for r in kept.values()}
    names = {slug: (slug, *map(identity, (entry.name, *entry.was))) for slug, entry in entries.items()}
    found = {slug: next((known[key] for key in keys if key in known), None) for slug, keys in names.items()}
    return {slug: id for slug, id in found.items() if id is not None}


def follow_renames(session: Session, table: type[Named], entries: Entries, done: Installed) -> None:
    """Give what is stored under an entry's former names the entry's slug, so that all is one row.

    A row that only a source has named is the entry's too if it has the entry's name.
    """
    stored = select(table).order_by(table.id)
    if table is Agency:
        stored = stored.where(Agency.kept.is_(False))
    rows = {row.slug: row for row in session.scalars(stored)}
    find = _Finder(session, table, [row for slug, row in rows.items() if slug not in entries])
    for slug, entry in entries.items():
        found = find.all(entry)
        row = rows.get(slug) or next(iter(found), None)
        for other in found:
            call(session, table.__tablename__, [(other.id, (other.slug, other.name))], done)
            if other is row:
                row.slug = slug
            elif row is not None:
                merge(session, table, other, row)
            done.moved = True
            done.changed += 1
    session.flush()


class _Finder(Generic[Named]):
    """Rows that the pack does not name by their slug: each is found once."""

    def __init__(self, session: Session, table: type[Named], free: Sequence[Named]) -> None:
        self._names: dict[str, Named] = {row.identity: row for row in free if row.identity}
        self._slugs: dict[str, Named] = {row.slug: row for row in free}
        ids = {row.id: row for row in free}
        aliases = session.scalars(select(Alias).where(Alias.kind == table.__tablename__))
        self._aliases: dict[str, Named] = {a.identity: ids[a.refers_to] for a in aliases if a.refers_to in ids}
        self._of_sources: dict[str, Named] = {
            key: row for key, row in self._names.items() if self._aliases.get(row.slug) is not row
        }
        self._taken: set[int] = set()

    def all(self, entry: PackAgency | PackCategory | PackChannel) -> list[Named]:
        """The rows of the former names, then that of the name which a source gave."""
        candidates = []
        for name in entry.was:
            key = identity(name)
            candidates.append(self._names.get(key) or self._slugs.get(name) or self._aliases.get(key))
        candidates.append(self._of_sources.get(identity(entry.name)))
        found = list(dict.fromkeys(row for row in candidates if row is not None and row.id not in self._taken))
        self._taken |= {row.id for row in found}
        return found


def merge(session: Session, table: type[Stored], gone: Stored, kept: Stored) -> None:
    """Whatever names one row names the other, and the one goes. Figures are computed again."""
    session.flush()
    id = table.__table__.c.id
    for other in Base.metadata.sorted_tables:
        for column in other.columns:
            if not any(key.column is id for key in column.foreign_keys):
                continue
            if other is StoredScorecard.__table__:
                session.execute(delete(other).where(column == gone.id))
            else:
                session.execute(update(other).where(column == gone.id).values({column: kept.id}))
    aliases = update(Alias).where(Alias.kind == table.__tablename__, Alias.refers_to == gone.id)
    session.execute(aliases.values(refers_to=kept.id))
    if isinstance(gone, Agency):  # the hashes of the log go on naming it by its number
        session.merge(FormerAgency(id=gone.id, agency_id=kept.id))
    session.expire_all()
    session.delete(gone)
    session.flush()


def call(session: Session, kind: str, names: Iterable[tuple[int, Iterable[str]]], done: Installed) -> None:
    """Let each id be known by these names; the first that claims one has it."""
    known = {alias.identity: alias for alias in session.scalars(select(Alias).where(Alias.kind == kind))}
    claimed: set[str] = set()
    for id, labels in names:
        for key in {identity(label) for label in labels} - claimed:
            claimed.add(key)
            alias = known.get(key)
            if alias is None:
                session.add(Alias(kind=kind, identity=key, refers_to=id))
            elif alias.refers_to == id:
                continue
            else:
                alias.refers_to = id
            done.aliases += 1
    session.flush()


def identities(
    session: Session, rows: Mapping[str, Stored], wanted: Mapping[str, Mapping[str, object]]
) -> dict[str, str | None]:
    """The identity of each of the pack's entries, None for a name that an earlier entry has.

    ``wanted``: columns by slug or code. A row that has such an identity gives it up, so that all can be
    set in any order.
    """
    owners: dict[Name, str] = {}
    for key, columns in wanted.items():
        owners.setdefault((str(columns.get("level", "")), identity(str(columns["name"]))), key)
    found = {key: name[1] for name, key in owners.items()}
    for key, row in rows.items():
        if row.identity is None:
            continue
        now = (row.level if isinstance(row, Area) else "", row.identity)
        if (key in wanted or now in owners) and owners.get(now) != key:
            row.identity = None
    session.flush()
    return {key: found.get(key) for key in wanted}
