"""When nothing matches: what would, if one part of the question were dropped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ...domain.city import City
from ...domain.lens import MULTI, TicketFilter
from ...search import query_parser
from ...search.engine import Engine
from ...search.interpretation import ParsedQuery

MOST = 6


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A filter that finds something: without ``field``, or without one ``word`` of the query."""

    filter: TicketFilter
    count: int
    field: str = ""
    word: str = ""


def relaxations(
    engine: Engine, filter: TicketFilter, reading: ParsedQuery, city: City, now: datetime
) -> list[Relaxation]:
    """The ways that find most, at most MOST."""
    found = []
    for field, word, wider in (*_fields(filter), *_words(filter, reading)):
        read = query_parser.parse(wider.q, city, engine.analyser, now)
        count = engine.count(read.tree, wider, now)
        if count:
            found.append(Relaxation(wider, count, field, word))
    return sorted(found, key=lambda way: -way.count)[:MOST]


def _fields(filter: TicketFilter) -> Iterator[tuple[str, str, TicketFilter]]:
    for field in (*MULTI, "overdue", "bbox"):
        if getattr(filter, field):
            yield field, "", filter.without(field)
    if filter.since or filter.until:
        yield "received", "", filter.without("since").without("until")
    if filter.q and filter.faceted:
        yield "q", "", filter.without("q")


def _words(filter: TicketFilter, reading: ParsedQuery) -> Iterator[tuple[str, str, TicketFilter]]:
    """The query with one of its words cut out, where the words are few."""
    placed = [word for word in reading.words if word.start >= 0]
    if 1 < len(placed) <= 5:
        for word in placed:
            shorter = " ".join(f"{filter.q[: word.start]} {filter.q[word.end :]}".split())
            yield "", word.form, filter.but(q=shorter)
