"""What else could be asked: the words as one phrase, mended spelling, and the filter without one of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...domain.city import City
from ...domain.lens import MULTI, TicketFilter
from ...domain.source_clock import SourceClocks
from ...search import query_parser, spelling
from ...search.analysis import Analyser
from ...search.engine import Engine
from ...search.interpretation import ParsedPart, ParsedQuery

MOST = 6  # relaxations
RARE = 200  # with so many matches nobody meant another word


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A filter that finds something: without ``field``, or without one ``word`` of the query."""

    filter: TicketFilter
    count: int
    field: str = ""
    word: str = ""


def relaxations(
    engine: Engine, filter: TicketFilter, reading: ParsedQuery, city: City, clocks: SourceClocks
) -> list[Relaxation]:
    """The filters with one part less that find anything, most tickets first, at most MOST."""
    found = []
    for field, word, wider in (*_without_field(filter), *_without_word(filter, reading)):
        read = query_parser.parse(wider.q, city, engine.analyser, clocks)
        count = engine.count(read.tree, wider, clocks)
        if count:
            found.append(Relaxation(wider, count, field, word))
    return sorted(found, key=lambda relaxation: -relaxation.count)[:MOST]


def _without_field(filter: TicketFilter) -> Iterator[tuple[str, str, TicketFilter]]:
    for field in (*MULTI, "overdue", "bbox"):
        if filter.asks(field):
            yield field, "", filter.without(field)
    if filter.since or filter.until:
        yield "received", "", filter.without("since").without("until")
    if filter.q and filter.faceted:
        yield "q", "", filter.without("q")


def _without_word(filter: TicketFilter, reading: ParsedQuery) -> Iterator[tuple[str, str, TicketFilter]]:
    """The query with one of its words cut out, where the words are few."""
    placed = [word for word in reading.words if word.start >= 0]
    if 1 < len(placed) <= 5:
        for word in placed:
            shorter = " ".join(f"{filter.q[: word.start]} {filter.q[word.end :]}".split())
            yield "", word.form, filter.but(q=shorter)


def better_spelling(
    engine: Engine, filter: TicketFilter, reading: ParsedQuery, total: int, clocks: SourceClocks
) -> str | None:
    """The query with its spelling mended, where it found few tickets and the mended one would find more."""
    return spelling.better(filter.q, reading, engine, clocks) if reading.words and total < RARE else None


def exact_phrase(text: str, reading: ParsedQuery) -> str:
    """The query as one phrase, where that asks for less: several plain words, or one that has synonyms; else ''."""
    part = reading.part
    if part is None or '"' in text or reading.notes:
        return ""
    words = part.parts if part.kind == "all" else (part,)
    if any(word.kind != "word" or word.field for word in words) or (len(words) == 1 and not words[0].also):
        return ""
    return f'"{" ".join(word for word in text.split() if word not in ("AND", "DAN"))}"'


def synonym_names(analyser: Analyser, reading: ParsedQuery) -> dict[str, str]:
    """Stems of synonyms -> how people write them, for those that this query was widened by."""
    used = set(_synonyms(reading.part))
    if not used:
        return {}
    return {stems: names[0] for key, names in analyser.written.items() if (stems := " ".join(key)) in used}


def _synonyms(part: ParsedPart | None) -> list[str]:
    if part is None:
        return []
    return [*part.also, *(stems for inner in part.parts for stems in _synonyms(inner))]
