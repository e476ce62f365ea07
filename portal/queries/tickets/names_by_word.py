"""Areas, agencies and categories by the words of their names, for who has typed the beginning of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ...domain.city import City
from ...domain.lens import TicketFilter
from ...domain.names import address
from ...domain.source_clock import SourceClocks
from ...search.engine import SearchRequest
from ..city.version import lens_version, log_and_city
from ..sources import Sources
from .names import Named, lens_names

NamedField = Literal["area", "agency", "category"]
#: The fields of the filter whose values are offered.
FIELDS: tuple[NamedField, ...] = ("area", "agency", "category")
Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class WordedName:
    """One of the names of a value of a field, by its words."""

    field: NamedField
    words: tuple[str, ...]
    named: Named

    @property
    def level(self) -> str:
        """What kind of area; '' for others."""
        return self.named.level if self.field == "area" else ""


def fit(words: Sequence[str], typed: Sequence[str]) -> int | None:
    """2: ``typed`` is the whole name, 1: its beginning, 0: the beginning of some of its words; None: none of these."""
    if tuple(typed) == tuple(words):
        return 2
    for start in range(len(words) - len(typed) + 1):
        if words[start].startswith(typed[0]) and all(map(str.startswith, words[start:], typed)):
            return int(start == 0)
    return None


def names_begun(sources: Sources, typed: Sequence[str]) -> Iterator[tuple[WordedName, int]]:
    """Every name with words that begin so, and how well it fits."""
    for one in _names(sources):
        found = fit(one.words, typed)
        if found is not None:
            yield one, found


def counts_of_names(sources: Sources, clocks: SourceClocks) -> Counts:
    """How many tickets each value of a field has in the whole city: kept until the index changes."""

    def read() -> Counts:
        return sources.engine.search(SearchRequest(None, TicketFilter(), clocks, limit=0, trend=False)).facets

    return sources.cache.get("counts of names", lens_version(sources.session, sources.engine), read)


def _names(sources: Sources) -> Sequence[WordedName]:
    """Kept until the log or the city changes."""

    def read() -> list[WordedName]:
        names = lens_names(sources)
        found = [(field, named) for field in FIELDS for named in names.of(field).values()]
        return [
            WordedName(field, words, named)
            for field, named in found
            for words in {_words(name) for name in _called(sources.city, field, named) if name}
        ]

    return sources.cache.get("names by word", log_and_city(sources.session), read)


def _called(city: City, field: NamedField, named: Named) -> tuple[str, ...]:
    """All names of a value, and by what else people look for it, as the city's pack says."""
    agency, category = city.agencies.get(named.key), city.categories.get(named.key)
    also = {"agency": agency.also if agency else (), "category": category.also if category else ()}.get(field, ())
    return (named.name, named.name_en, named.short, *also)


def _words(name: str) -> tuple[str, ...]:
    return tuple(address(name).split("-"))
