"""Agencies, categories, areas and channels by label: found, or made when a source names a new one."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.city import City
from ...domain.record import slug
from ...models import Agency, Area, Category, Channel


@dataclass(slots=True)
class Catalogue:
    """What the database knows by slug, code or name, as ids. Lives for one change: a rollback forgets it."""

    session: Session
    city: City
    agencies: dict[str, int] = field(default_factory=dict)
    categories: dict[str, int] = field(default_factory=dict)
    channels: dict[str, int] = field(default_factory=dict)
    areas: dict[str, int] = field(default_factory=dict)
    centres: dict[int, tuple[float, float]] = field(default_factory=dict)
    category_slugs: dict[int, str] = field(default_factory=dict)
    agency_slugs: dict[int, str] = field(default_factory=dict)
    category_agencies: dict[int, int] = field(default_factory=dict)
    sensitive: set[int] = field(default_factory=set)
    area_names: dict[int, str] = field(default_factory=dict)

    @classmethod
    def read(cls, session: Session, city: City) -> Catalogue:
        """Everything the database knows now."""
        made = cls(session, city)
        smallest = city.levels[-1] if city.levels else None
        rows = session.execute(select(Area.id, Area.code, Area.name, Area.lat, Area.lon, Area.level).order_by(Area.id))
        for id, code, name, lat, lon, _level in sorted(rows, key=lambda row: row.level != smallest):
            made._know_area(id, code, name, lat, lon)
        for id, its_slug in session.execute(select(Agency.id, Agency.slug)):
            made.agencies[its_slug] = id
            made.agency_slugs[id] = its_slug
        for id, its_slug, agency_id, sensitive in session.execute(
            select(Category.id, Category.slug, Category.agency_id, Category.sensitive)
        ):
            made._know_category(id, its_slug, agency_id, sensitive)
        made.channels = {s: id for id, s in session.execute(select(Channel.id, Channel.slug))}
        made._know_names(session)
        return made

    def _know_names(self, session: Session) -> None:
        """A source may say the full or the short name; a slug goes before a name, an older row before a newer."""
        for id, *names in session.execute(select(Agency.id, Agency.name, Agency.short).order_by(Agency.id)):
            for name in names:
                self.agencies.setdefault(slug(name), id)
        for id, name in session.execute(select(Category.id, Category.name).order_by(Category.id)):
            self.categories.setdefault(slug(name), id)
        for id, name in session.execute(select(Channel.id, Channel.name).order_by(Channel.id)):
            self.channels.setdefault(slug(name), id)

    def agency(self, label: str) -> int:
        key = self._find(label, self.agencies)
        if key is None:
            row = Agency(slug=slug(label), name=label, short=label, kind="agency")
            key = self._add(row, label, self.agencies)
            self.agency_slugs[key] = row.slug
        return key

    def category(self, label: str) -> int:
        key = self._find(label, self.categories)
        if key is None:
            row = Category(slug=slug(label), name=label, name_en=label, group="")
            key = self._add(row, label, self.categories)
            self._know_category(key, row.slug, None, False)
        return key

    def channel(self, label: str) -> int:
        key = self._find(label, self.channels)
        if key is None:
            key = self._add(Channel(slug=slug(label), name=label, name_en=label), label, self.channels)
        return key

    def area(self, label: str) -> int:
        """The area with this code or name; a new one is of the city's smallest level."""
        key = self._find(label, self.areas)
        if key is None:
            level = self.city.levels[-1] if self.city.levels else "area"
            row = Area(code=slug(label), name=label, level=level)
            key = self._add(row, label, self.areas)
            self._know_area(key, row.code, label, None, None)
        return key

    @staticmethod
    def _find(label: str, known: dict[str, int]) -> int | None:
        """By slug or code, else by the label's slug, which is then known for the rest of the change."""
        key = known.get(label)
        if key is None:
            key = known.get(slug(label))
            if key is not None:
                known[label] = key
        return key

    def holder(self, category: int | None, area: int | None) -> int:
        """Who receives a report that names no agency: its area's own agency, else its category's, else the city's."""
        by_area = (
            self.agencies.get(slug(f"{self.city.levels[-1]} {self.area_names[area]}"))
            if area and self.city.levels
            else None
        )
        by_category = self.category_agencies.get(category) if category else None
        return by_area or by_category or self.agency(self.city.name)

    def _know_area(self, id: int, code: str, name: str, lat: float | None, lon: float | None) -> None:
        self.areas[code] = id
        self.area_names[id] = name
        self.areas.setdefault(slug(name), id)
        if lat is not None and lon is not None:
            self.centres[id] = (lat, lon)

    def _know_category(self, id: int, its_slug: str, agency_id: int | None, sensitive: bool) -> None:
        self.categories[its_slug] = id
        self.category_slugs[id] = its_slug
        if agency_id is not None:
            self.category_agencies[id] = agency_id
        if sensitive:
            self.sensitive.add(id)

    def _add(self, row: Agency | Category | Channel | Area, label: str, known: dict[str, int]) -> int:
        self.session.add(row)
        self.session.flush()
        known[slug(label)] = known[label] = row.id
        return row.id
