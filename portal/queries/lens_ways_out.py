"""When nothing matches: what would, if one part of the question were dropped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ..domain.city import City
from ..domain.lens import MULTI, TicketFilter
from ..search import language
from ..search.engine import Engine
from ..search.reading import Reading

MOST = 6


@dataclass(frozen=True, slots=True)
class WayOut:
    """A filter that finds something: without ``field``, or without one ``word`` of the query."""

    filter: TicketFilter
    count: int
    field: str = ""
    word: str = ""


def ways_out(engine: Engine, filter: TicketFilter, reading: Reading, city: City, now: datetime) -> list[WayOut]:
    """The ways that find most, at most MOST."""
    found = []
    for field, word, wider in (*_fields(filter), *_words(filter, reading)):
        read = language.read(wider.q, city, engine.analyser, now)
        count = engine.count(read.tree, wider, now)
        if count:
            found.append(WayOut(wider, count, field, word))
    return sorted(found, key=lambda way: -way.count)[:MOST]


def _fields(filter: TicketFilter) -> Iterator[tuple[str, str, TicketFilter]]:
    for field in (*MULTI, "overdue", "bbox"):
        if getattr(filter, field):
            yield field, "", filter.without(field)
    if filter.since or filter.until:
        yield "received", "", filter.without("since").without("until")
    if filter.q and filter.faceted:
        yield "q", "", filter.without("q")


def _words(filter: TicketFilter, reading: Reading) -> Iterator[tuple[str, str, TicketFilter]]:
    """The query with one of its words cut out, where the words are few."""
    placed = [word for word in reading.words if word.start >= 0]
    if 1 < len(placed) <= 5:
        for word in placed:
            shorter = " ".join(f"{filter.q[: word.start]} {filter.q[word.end :]}".split())
            yield "", word.form, filter.but(q=shorter)
