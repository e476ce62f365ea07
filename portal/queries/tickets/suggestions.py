"""What else could be asked: the words as one phrase, mended spelling, and the filter without one of its parts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from ...domain.city import City
from ...domain.lens import MULTI, TicketFilter
from ...domain.source_clock import SourceClocks
from ...search import query_parser, spelling
from ...search.analysis import Analyser
from ...search.engine import Engine
from ...search.fields import fields_of
from ...search.interpretation import ParsedPart, ParsedQuery, Typed
from ...search.spelling import Mended
from ...search.typed_text import AND

MOST = 6  # relaxations
MOST_ASKED = 12  # questions to the index for them
_SINGLE = 5  # words that are left out one by one
RARE = 200  # with so many matches nobody meant another word
_BETWEEN_HALVES = "-./,&+"  # signs between words written as one: of ``0812-3456`` none must stay before ``3456``
_FACT = re.compile(
    r'-?\((?P<first>\w+):"[^"]*"(?: OR (?P=first):"[^"]*")+\)|(?<![\w:])-?(?P<name>\w+):\s*(?:"[^"]*"|[^\s()"]+)'
)


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A filter that finds something: without ``field``, without a ``fact`` of the query, or without some ``words``."""

    filter: TicketFilter
    count: int
    field: str = ""
    words: tuple[str, ...] = ()
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Better:
    """The query with its slips put right, and how many reports it finds. ``text_en``: as an English reader types it,
    where that is another text."""

    text: str
    count: int
    text_en: str = ""


Wider = tuple[TicketFilter, str, tuple[str, ...], str]  # a filter, and the field, words or fact that it lacks


class _Questions:
    """Asks the index how much filters find, no more than MOST_ASKED times."""

    def __init__(self, engine: Engine, city: City, clocks: SourceClocks) -> None:
        self._engine, self._city, self._clocks = engine, city, clocks
        self._left = MOST_ASKED

    def found(self, filters: Iterable[Wider]) -> Iterator[Relaxation]:
        """Those of the filters that find anything."""
        for wider, field, words, fact in filters:
            if not self._left:
                return
            if words and not wider.q:
                continue
            self._left -= 1
            count = counted(self._engine, wider, self._city, self._clocks)
            if count:
                yield Relaxation(wider, count, field, words, fact)


def counted(engine: Engine, filter: TicketFilter, city: City, clocks: SourceClocks) -> int:
    """How many tickets a filter finds."""
    return engine.count(query_parser.parse(filter.q, city, engine.analyser, clocks).tree, filter, clocks)


def relaxations(
    engine: Engine, filter: TicketFilter, reading: ParsedQuery, city: City, clocks: SourceClocks
) -> list[Relaxation]:
    """The filters with one part less that find anything, most tickets first, at most MOST.

    Of a query's words one is left out, the rarest first; where that finds nothing, as many as needed.
    """
    questions = _Questions(engine, city, clocks)
    found = list(questions.found((*_without_field(filter), *_without_fact(_in_quotes(filter, city), fields_of(city)))))
    found += _with_fewer_words(questions, filter, _rarest_first(engine, reading))
    return sorted(found, key=lambda relaxation: -relaxation.count)[:MOST]


def _without_field(filter: TicketFilter) -> Iterator[Wider]:
    for field in (*MULTI, "overdue", "bbox"):
        if filter.asks(field):
            yield filter.without(field), field, (), ""
    if filter.since or filter.until:
        yield filter.without("since").without("until"), "received", (), ""
    if filter.q and filter.faceted:
        yield filter.without("q"), "q", (), ""


def _without_fact(filter: TicketFilter, fields: Collection[str]) -> Iterator[Wider]:
    """The query without one of its fields, of those that the city has."""
    for match in _FACT.finditer(filter.q):
        if (match["first"] or match["name"]).lower() in fields:
            shorter = _cut(filter.q, [match.span()])
            if shorter:
                yield filter.but(q=shorter), "", (), match.group()


def _in_quotes(filter: TicketFilter, city: City) -> TicketFilter:
    return filter.but(q=query_parser.with_quotes(filter.q, city))


def _rarest_first(engine: Engine, reading: ParsedQuery) -> list[Typed]:
    """The plain words whose place in the query is known; of those that are written as one (``0812-3456``) the first."""
    placed = list({(word.start, word.end): word for word in reversed(reading.words) if word.start >= 0}.values())[::-1]
    numbers = engine.frequencies("words", [word.stem for word in placed])
    return sorted(placed, key=lambda word: numbers.get(word.stem, 0))


def _with_fewer_words(questions: _Questions, filter: TicketFilter, words: list[Typed]) -> list[Relaxation]:
    """The query without one of its words; else without as few of the rarest as needed, at least one left."""
    few = len(words) <= _SINGLE + 1
    fewest = [] if few else _with_most_words(questions, filter, words)
    if few or (fewest and len(fewest[0].words) <= _SINGLE):
        single = list(questions.found(_lacking(filter, [word]) for word in words[:_SINGLE]))
        return single or fewest or _with_most_words(questions, filter, words)
    return fewest


def _with_most_words(questions: _Questions, filter: TicketFilter, words: list[Typed]) -> list[Relaxation]:
    """The query with as many of its words as find something together, without the rarest first.

    Asked from the short end, since the more words are left the less is found, and the longer it takes to read them.
    """
    found: list[Relaxation] = []
    least, most, number = 1, len(words) - 1, min(2, len(words) - 1)
    while least <= most:
        if with_more := list(questions.found([_lacking(filter, words[: len(words) - number])])):
            found, least = with_more, number + 1
        else:
            most = number - 1
        number = min(2 * number, (least + most + 1) // 2)
    return found


def _lacking(filter: TicketFilter, words: list[Typed]) -> Wider:
    ordered = sorted(words, key=lambda word: word.start)
    shorter = _cut(filter.q, [(word.start, word.end) for word in ordered])
    return filter.but(q=shorter), "", tuple(filter.q[word.start : word.end] for word in ordered), ""


def _cut(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start].rstrip(_BETWEEN_HALVES)} {text[end:].lstrip(_BETWEEN_HALVES)}"
    return " ".join(text.split())


def slips(engine: Engine, reading: ParsedQuery, total: int) -> Mended:
    """The likely slips among the words of a query that found few tickets."""
    return spelling.mended((*reading.words, *reading.within), engine) if total < RARE else ()


def better_spelling(
    engine: Engine, filter: TicketFilter, mended: Mended, total: int, city: City, clocks: SourceClocks
) -> Better | None:
    """The query with its slips put right, where that finds more; the index was asked."""
    text = spelling.replaced(filter.q, mended)
    if text == filter.q:
        return None
    count = counted(engine, filter.but(q=text), city, clocks)
    return Better(text, count) if count > total else None


def exact_phrase(text: str, reading: ParsedQuery) -> str:
    """The query as one phrase, where that asks for less: several plain words, or one that has synonyms; else ''."""
    part = reading.part
    if part is None or '"' in text or reading.notes:
        return ""
    words = part.parts if part.kind == "all" else (part,)
    if any(word.kind != "word" or word.field for word in words) or (len(words) == 1 and not words[0].also):
        return ""
    return f'"{" ".join(word for word in text.split() if word not in AND)}"'


def synonym_names(analyser: Analyser, reading: ParsedQuery) -> dict[str, str]:
    """Stems of synonyms -> how people write them, for those that this query was widened by."""
    used = set(_synonyms(reading.part))
    if not used:
        return {}
    named = ((stems, analyser.written.get(tuple(stems.split()))) for stems in used)
    return {stems: names[0] for stems, names in named if names}


def _synonyms(part: ParsedPart | None) -> list[str]:
    if part is None:
        return []
    return [*part.also, *(stems for inner in part.parts for stems in _synonyms(inner))]
