"""Agencies, categories, areas and channels by label: found, or made when a source names a new one."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from ...domain.channel import OWN_CHANNELS
from ...domain.city import OUTSIDE, City
from ...domain.names import address, identity
from ...models import Agency, Alias, Area, Category, Channel, Custody, Event, FormerFacts, Ticket
from ..pack_names import free_address

#: Where a record leaves what it names.
USES = {
    Agency: (
        Ticket.agency_id,
        Ticket.holder_id,
        Ticket.asker_id,
        Event.agency_id,
        Event.to_agency_id,
        Custody.agency_id,
    ),
    Category: (Ticket.category_id, FormerFacts.category_id),
    Channel: (Ticket.channel_id, FormerFacts.channel_id),
    Area: (Ticket.area_id, FormerFacts.area_id),
}


@dataclass(slots=True)
class Catalogue:
    """What the database knows by the identity of a name, slug or code, as ids. Lives for one change."""

    session: Session
    city: City
    agencies: dict[str, int] = field(default_factory=dict)
    categories: dict[str, int] = field(default_factory=dict)
    channels: dict[str, int] = field(default_factory=dict)
    areas: dict[str, int] = field(default_factory=dict)
    centres: dict[int, tuple[float, float]] = field(default_factory=dict)
    category_slugs: dict[int, str] = field(default_factory=dict)
    category_agencies: dict[int, int] = field(default_factory=dict)
    sensitive: set[int] = field(default_factory=set)
    inactive: set[int] = field(default_factory=set)  # agencies
    area_names: dict[int, str] = field(default_factory=dict)
    made: list[Agency | Category | Channel | Area] = field(default_factory=list)

    @classmethod
    def read(cls, session: Session, city: City) -> Catalogue:
        """Everything the database knows now."""
        made = cls(session, city)
        made._read_areas()
        for id, slug, agency_id, sensitive in session.execute(
            select(Category.id, Category.slug, Category.agency_id, Category.sensitive)
        ):
            made._know_category(id, slug, agency_id, sensitive)
        made._read_names(Agency, made.agencies)
        made.inactive = set(session.scalars(select(Agency.id).where(Agency.active.is_(False))))
        made._read_names(Category, made.categories)
        made._read_names(Channel, made.channels)
        made._read_aliases()
        for id, short in session.execute(select(Agency.id, Agency.short).order_by(Agency.id)):
            made.agencies.setdefault(identity(short), id)
        return made

    def _read_areas(self) -> None:
        """Names: the smallest level goes before a larger one, an older area before a newer."""
        smallest = self.city.levels[-1] if self.city.levels else None
        rows = self.session.execute(select(Area.id, Area.name, Area.lat, Area.lon, Area.level).order_by(Area.id))
        for id, name, lat, lon, _level in sorted(rows, key=lambda row: row.level != smallest):
            self.area_names[id] = name
            self.areas.setdefault(identity(name), id)
            if lat is not None and lon is not None:
                self.centres[id] = (lat, lon)

    def _read_names(self, table: type[Agency | Category | Channel], known: dict[str, int]) -> None:
        """The row that has a name as its identity goes before others of that name, an older row before a newer."""
        rows = select(table.id, table.name).order_by(table.identity.is_(None), table.id)
        for id, name in self.session.execute(rows):
            known.setdefault(identity(name), id)

    def _read_aliases(self) -> None:
        """What a pack calls an entry, or called it once, means it unless another's own name is that; codes always."""
        for kind, alias, id in self.session.execute(select(Alias.kind, Alias.identity, Alias.refers_to)):
            if kind == "area":
                self.areas[alias] = id
            else:
                self._of(kind).setdefault(alias, id)

    def _of(self, kind: str) -> dict[str, int]:
        return {"agency": self.agencies, "category": self.categories, "channel": self.channels}[kind]

    def agency(self, label: str, *, outside: bool = False) -> int:
        """``outside``: a new one is none of the city's."""
        key = self._find(label, self.agencies)
        if key is None:
            slug, kind = free_address(self.session, Agency, label), OUTSIDE if outside else "agency"
            row = Agency(slug=slug, name=label, short=label, identity=identity(label), kind=kind)
            key = self._add(row, label, self.agencies)
        return key

    def category(self, label: str) -> int:
        key = self._find(label, self.categories)
        if key is None:
            slug = free_address(self.session, Category, label)
            row = Category(slug=slug, name=label, name_en=label, identity=identity(label), group="")
            key = self._add(row, label, self.categories)
            self._know_category(key, slug, None, False)
        return key

    def channel(self, label: str) -> int:
        key = self._find(label, self.channels)
        if key is None:
            slug = free_address(self.session, Channel, label)
            name_en = OWN_CHANNELS.get(identity(label), label)
            row = Channel(slug=slug, name=label, name_en=name_en, identity=identity(label))
            key = self._add(row, label, self.channels)
        return key

    def area(self, label: str) -> int:
        """The area with this code or name; a new one is of the city's smallest level."""
        key = self._find(label, self.areas)
        if key is None:
            level = self.city.levels[-1] if self.city.levels else "area"
            code = address(label, set(self.session.scalars(select(Area.code))))
            key = self._add(Area(code=code, name=label, level=level, identity=identity(label)), label, self.areas)
            self.area_names[key] = label
        return key

    @staticmethod
    def _find(label: str, known: dict[str, int]) -> int | None:
        """By the identity of the whole label, which is then known as it is written for the rest of the change."""
        key = known.get(label)
        if key is None:
            key = known.get(identity(label))
            if key is not None:
                known[label] = key
        return key

    def holder(self, category: int | None, area: int | None) -> int:
        """Who receives a report that names no agency: its area's own agency, else its category's, else the city's.

        One that is not active is passed over.
        """
        by_area = (
            self.agencies.get(identity(f"{self.city.levels[-1]} {self.area_names[area]}"))
            if area and self.city.levels
            else None
        )
        by_category = self.category_agencies.get(category) if category else None
        its_own = (id for id in (by_area, by_category) if id and id not in self.inactive)
        return next(its_own, None) or self.agency(self.city.name)

    def _know_category(self, id: int, slug: str, agency_id: int | None, sensitive: bool) -> None:
        self.category_slugs[id] = slug
        if agency_id is not None:
            self.category_agencies[id] = agency_id
        if sensitive:
            self.sensitive.add(id)

    def _add(self, row: Agency | Category | Channel | Area, label: str, known: dict[str, int]) -> int:
        self.session.add(row)
        self.session.flush()
        known[identity(label)] = known[label] = row.id
        self.made.append(row)
        return row.id

    def drop_unused(self) -> None:
        """Take out again what was made for a record that was then refused; the catalogue is of no use afterwards."""
        for row in self.made:
            if not any(self.session.scalar(select(exists().where(column == row.id))) for column in USES[type(row)]):
                self.session.delete(row)
        self.session.flush()
