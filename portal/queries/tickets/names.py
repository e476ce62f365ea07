"""What agencies, categories, areas and channels are called, for the filter's values and the rows of lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...domain.channel import ChannelKind
from ...domain.lens import TicketFilter
from ...domain.names import identity
from ...models import Agency, Alias, Area, Category, Channel
from ...search.field_names import SAME
from ..city.version import log_and_city
from ..sources import Sources


@dataclass(frozen=True, slots=True)
class Named:
    """One thing that a ticket names. ``key`` stands in addresses; ``parent`` is the key of what it belongs to.

    ``level`` of an agency or a channel is its kind.
    """

    id: int
    key: str
    name: str
    name_en: str = ""
    short: str = ""
    level: str = ""
    parent: str | None = None
    population: int | None = None
    year: int | None = None


Kinds = Mapping[str, Named]
_NOBODY = Named(0, "", "")
_NAMED = ("agency", "category", "area", "channel", "asked")  # the filter's fields whose values are names


@dataclass(frozen=True)
class Names:
    """Everything by key, named as the filter's fields are, and by the row's id."""

    agency: Kinds
    category: Kinds
    area: Kinds
    channel: Kinds
    former: Mapping[tuple[str, str], int] = field(default_factory=dict)  # kind and identity of another name -> row id
    _ids: dict[str, dict[int, Named]] = field(default_factory=dict)

    def of(self, kind: str) -> Kinds:
        """The names of a filter's field; none for fields that name no rows."""
        kind = SAME.get(kind, kind)
        return getattr(self, kind, {}) if kind in ("agency", "category", "area", "channel") else {}

    def by_id(self, kind: str, id: int | None) -> Named:
        """The thing with this row id; an empty name for None."""
        kind = SAME.get(kind, kind)
        if id is None:
            return _NOBODY
        if kind not in self._ids:
            self._ids[kind] = {named.id: named for named in self.of(kind).values()}
        return self._ids[kind].get(id, _NOBODY)

    def around(self, area: Named) -> list[Named]:
        """The areas that one lies in, the largest first; a ring of parents cannot make it endless."""
        found: list[Named] = []
        above = self.area.get(area.parent or "")
        while above and above not in found and above != area:
            found.insert(0, above)
            above = self.area.get(above.parent or "")
        return found

    def present_key(self, kind: str, value: str) -> str:
        """The key that a filter's value means now; the value itself where it means none."""
        if value in self.of(kind):
            return value
        key = identity(value)
        if key in self.of(kind):
            return key
        return self.by_id(kind, self.former.get((SAME.get(kind, kind), key))).key or value

    def present_keys(self, kind: str, values: Iterable[str]) -> tuple[str, ...]:
        """The keys that a filter's values mean now, each once; ``city`` means all of the city's own channels."""
        found: list[str] = []
        for value in values:
            own = kind == "channel" and value == ChannelKind.CITY.value and value not in self.channel
            found += own_channels(self) if own and own_channels(self) else [self.present_key(kind, value)]
        return tuple(dict.fromkeys(found))


def own_channels(names: Names) -> list[str]:
    """The channels by which the city reports to itself."""
    return sorted(key for key, named in names.channel.items() if named.level == ChannelKind.CITY.value)


def lens_names(sources: Sources) -> Names:
    """The names as they are now. Some hundred rows that every list needs: kept until the log or the city changes."""
    session = sources.session
    return sources.cache.get("names", log_and_city(session), lambda: read_names(session))


def read_names(session: Session) -> Names:
    """Every name that is stored."""
    return Names(
        agency=_agencies(session),
        category=_categories(session),
        area=_areas(session),
        channel=_channels(session),
        former={
            (kind, name): id for kind, name, id in session.execute(select(Alias.kind, Alias.identity, Alias.refers_to))
        },
    )


def present(filter: TicketFilter, sources: Sources) -> TicketFilter:
    """The same filter with the present keys of what it names in other case or by a former name."""
    if not any(filter.asks(kind) for kind in _NAMED):
        return filter
    names, found = lens_names(sources), filter
    for kind in [kind for kind in _NAMED if filter.asks(kind)]:
        chosen, excluded = getattr(filter, kind), filter.excluded_from(kind)
        found = found.choosing(kind, names.present_keys(kind, chosen), names.present_keys(kind, excluded))
    return found.but(page=filter.page)


def _agencies(session: Session) -> Kinds:
    agencies = select(Agency.id, Agency.slug, Agency.name, Agency.short, Agency.kind, Agency.parent_id)
    rows = session.execute(agencies).all()
    keys = {row.id: row.slug for row in rows}
    return _keyed(
        Named(r.id, r.slug, r.name, short=r.short, level=r.kind, parent=keys.get(r.parent_id or 0)) for r in rows
    )


def _categories(session: Session) -> Kinds:
    rows = session.execute(select(Category.id, Category.slug, Category.name, Category.name_en, Category.group))
    return _keyed(Named(r.id, r.slug, r.name, name_en=r.name_en, parent=r.group or None) for r in rows)


def _areas(session: Session) -> Kinds:
    areas = select(Area.id, Area.code, Area.name, Area.level, Area.parent_id, Area.population, Area.year)
    rows = session.execute(areas.order_by(Area.code, Area.id)).all()
    keys = {row.id: row.code for row in rows}
    return _keyed(
        Named(
            r.id,
            r.code,
            r.name,
            level=r.level,
            parent=keys.get(r.parent_id or 0),
            population=r.population,
            year=r.year,
        )
        for r in rows
    )


def _channels(session: Session) -> Kinds:
    rows = session.execute(select(Channel.id, Channel.slug, Channel.name, Channel.name_en, Channel.kind))
    return _keyed(Named(r.id, r.slug, r.name, name_en=r.name_en, level=r.kind) for r in rows)


def _keyed(found: Iterable[Named]) -> Kinds:
    return {named.key: named for named in found}
