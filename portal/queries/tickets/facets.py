"""The facets of a list: each value that it can be narrowed by, with its name, its count and whether it is chosen."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from ...domain.choice import TYPE_OF, Choice
from ...domain.lens import NOT, TicketFilter
from ...domain.status import TYPES, StatusType
from .names import Named, Names

#: How many values are shown at once; the rest is behind one more step.
SHOWN = {"agency": 6, "category": 8, "area": 6, "channel": 5, "status": 4}
_STATUSES = frozenset((*(status.value for status in TYPES), *(type.value for type in StatusType)))
ORDER = ("status", "agency", "area", "category", "channel")


class FacetValue(NamedTuple):
    """A value: its name in both languages, in how many tickets, whether chosen or excluded, and what lies within it.

    ``asks``: the filter that its link leads to, with ``found`` tickets: with this value beside the others that are
    chosen, in the place of what it lies in and of what lies in it; without it where it is chosen itself. ``more``: by
    how many these are more than now, where others stay chosen.
    """

    key: str
    name: str
    name_en: str
    number: int
    chosen: bool
    asks: TicketFilter
    found: int = 0
    more: int = 0
    excluded: bool = False
    within: tuple[FacetValue, ...] = ()

    @property
    def open(self) -> bool:
        """Whether it is shown in any case: it is chosen or excluded, or something within it is."""
        return self.chosen or self.excluded or any(v.open for v in self.within)


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
    """(field, value as in an address) of what the filter asks for and this city does not have."""
    asked = ((field, value) for field in (*ORDER, "asked") for value in filter.written(field))
    return tuple((field, value) for field, value in asked if value.removeprefix(NOT) not in _known(field, names))


def _known(field: str, names: Names) -> Container[str]:
    return _STATUSES if field == "status" else names.of(field)


def _facet(field: str, counts: Mapping[str, int], filter: TicketFilter, names: Names) -> Facet:
    values = _Values(counts, Choice.of(filter, field, _parents(field, names)), names.of(field))
    if field == "status":
        return Facet(field, values.statuses())
    found = values.areas() if field == "area" else values.flat()
    shown = SHOWN[field]
    rest = found[shown:]
    more = tuple(v for v in rest if not v.open)
    return Facet(field, (*found[:shown], *(v for v in rest if v.open)), more)


def _parents(field: str, names: Names) -> Mapping[str, str]:
    if field == "status":
        return TYPE_OF
    return {key: named.parent for key, named in names.area.items() if named.parent} if field == "area" else {}


@dataclass(frozen=True, slots=True)
class _Values:
    """What is made of the counts of one field; these are counted whatever is chosen of it."""

    counts: Mapping[str, int]
    choice: Choice
    names: Mapping[str, Named]

    def flat(self) -> list[FacetValue]:
        return _sorted(self.value(key) for key in self._keys())

    def areas(self) -> list[FacetValue]:
        """The largest areas; those that are chosen, or hold a chosen one, show what lies within them."""
        keys = self._keys()
        children: dict[str | None, list[str]] = {}
        for key in keys:
            parent = self.names[key].parent if key in self.names else None
            children.setdefault(parent if parent in keys else None, []).append(key)

        def tree(key: str) -> FacetValue:
            below = _sorted(tree(child) for child in children.get(key, ())) if self._touched() else []
            opened = key in self._touched() or any(v.open or v.within for v in below)
            return self.value(key, tuple(below) if opened else ())

        return _sorted(tree(key) for key in children.get(None, ()))

    def statuses(self) -> tuple[FacetValue, ...]:
        """The types with their statuses, in the order in which a ticket goes through them; the unknown is one only."""
        counts = {**self.counts, **{type.value: 0 for type in StatusType}}
        for status, its_type in TYPES.items():
            counts[its_type.value] += self.counts.get(status.value, 0)
        whole, found = replace(self, counts=counts), []
        for type in StatusType:
            keys = [s.value for s, its_type in TYPES.items() if its_type is type]
            within = tuple(whole.value(key) for key in keys if counts.get(key) or key in self._touched())
            if counts[type.value] or within or type.value in self._touched():
                hidden = type is StatusType.UNKNOWN and not any(v.open for v in within)
                found.append(whole.value(type.value, () if hidden else within))
        return tuple(found)

    def value(self, key: str, within: tuple[FacetValue, ...] = ()) -> FacetValue:
        named, choice = self.names.get(key), self.choice
        chosen = key in choice.chosen
        asked = choice.dropping(key) if chosen else choice.adding(key)
        found = asked.number(self.counts)
        return FacetValue(
            key,
            named.name if named else key,
            named.name_en if named else "",
            choice.own_number(key, self.counts),
            chosen,
            asked.asks,
            found,
            found - choice.number(self.counts) if len(asked.chosen) > 1 else 0,
            key in choice.excluded,
            within,
        )

    def _touched(self) -> tuple[str, ...]:
        return (*self.choice.chosen, *self.choice.excluded)

    def _keys(self) -> set[str]:
        return {*self.counts, *(key for key in self._touched() if key in self.names)}


def _sorted(values: Iterable[FacetValue]) -> list[FacetValue]:
    return sorted(values, key=lambda v: (-v.number, v.name, v.key))
