"""The facets of a list: each value that it can be narrowed by, with its name, its count and whether it is chosen."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ...domain.lens import TicketFilter
from ...domain.status import TYPES, StatusType
from .names import Named, Names

#: How many values are shown at once; the rest is behind one more step.
SHOWN = {"agency": 6, "category": 8, "area": 10, "channel": 5, "status": 4}
_STATUSES = frozenset((*(status.value for status in TYPES), *(type.value for type in StatusType)))
ORDER = ("status", "agency", "area", "category", "channel")


class FacetValue(NamedTuple):
    """A value: its name in both languages, in how many tickets, whether chosen, and what lies within it."""

    key: str
    name: str
    name_en: str
    number: int
    chosen: bool
    within: tuple[FacetValue, ...] = ()

    @property
    def open(self) -> bool:
        """Whether it is shown in any case: it is chosen, or something within it."""
        return self.chosen or any(v.chosen for v in self.within)


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one field of the filter, most tickets first; ``more`` are those not shown at once."""

    field: str
    values: tuple[FacetValue, ...]
    more: tuple[FacetValue, ...] = ()

    @property
    def most(self) -> int:
        """The largest count, to draw the others against; at least 1."""
        return max([1, *(value.number for value in self.values)])

    @property
    def chosen(self) -> bool:
        return any(v.open for v in (*self.values, *self.more))


def facets(counts: Mapping[str, Mapping[str, int]], filter: TicketFilter, names: Names) -> tuple[Facet, ...]:
    """The facets worth showing: those with a choice to make or one made."""
    found = (_facet(field, counts.get(field, {}), filter, names) for field in ORDER)
    return tuple(facet for facet in found if len(facet.values) > 1 or facet.chosen)


def unknown(filter: TicketFilter, names: Names) -> tuple[tuple[str, str], ...]:
    """(field, value) of what the filter asks for and this city does not have."""
    fields = (*ORDER, "asked")
    return tuple((field, v) for field in fields for v in getattr(filter, field) if v not in _known(field, names))


def _known(field: str, names: Names) -> Container[str]:
    return _STATUSES if field == "status" else names.of(field)


def _facet(field: str, counts: Mapping[str, int], filter: TicketFilter, names: Names) -> Facet:
    chosen: tuple[str, ...] = getattr(filter, field)
    if field == "status":
        return Facet(field, _statuses(counts, chosen))
    if field == "area":
        values = _areas(counts, chosen, names)
    else:
        keys = dict.fromkeys((*counts, *(v for v in chosen if v in names.of(field))))
        values = _sorted(_value(key, counts, chosen, names.of(field)) for key in keys)
    shown = SHOWN[field]
    rest = values[shown:]
    return Facet(field, (*values[:shown], *(v for v in rest if v.open)), tuple(v for v in rest if not v.open))


def _value(
    key: str,
    counts: Mapping[str, int],
    chosen: tuple[str, ...],
    names: Mapping[str, Named],
    within: tuple[FacetValue, ...] = (),
) -> FacetValue:
    named = names.get(key)
    name = named.name if named else key
    return FacetValue(key, name, named.name_en if named else "", counts.get(key, 0), key in chosen, within)


def _sorted(values: Iterable[FacetValue]) -> list[FacetValue]:
    return sorted(values, key=lambda v: (-v.number, v.name, v.key))


def _statuses(counts: Mapping[str, int], chosen: tuple[str, ...]) -> tuple[FacetValue, ...]:
    """The types with their statuses, in the order in which a ticket goes through them; the unknown is one only."""
    found = []
    for type in StatusType:
        within = tuple(
            FacetValue(s.value, s.value, "", counts.get(s.value, 0), s.value in chosen)
            for s, its_type in TYPES.items()
            if its_type is type and (counts.get(s.value) or s.value in chosen)
        )
        total = sum(v.number for v in within)
        if total or within or type.value in chosen:
            inner = () if type is StatusType.UNKNOWN and not any(v.chosen for v in within) else within
            found.append(FacetValue(type.value, type.value, "", total, type.value in chosen, inner))
    return tuple(found)


def _areas(counts: Mapping[str, int], chosen: tuple[str, ...], names: Names) -> list[FacetValue]:
    """The largest areas; those that are chosen, or hold a chosen one, show what lies within them."""
    keys = {*counts, *(v for v in chosen if v in names.area)}
    children: dict[str | None, list[str]] = {}
    for key in keys:
        parent = names.area[key].parent if key in names.area else None
        children.setdefault(parent if parent in keys else None, []).append(key)

    def value(key: str) -> FacetValue:
        below = _sorted(value(child) for child in children.get(key, ())) if chosen else []
        opened = key in chosen or any(v.chosen or v.within for v in below)
        return _value(key, counts, chosen, names.area, tuple(below) if opened else ())

    return _sorted(value(key) for key in children.get(None, ()))
