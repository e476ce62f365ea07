"""What somebody who has typed the beginning of a word may mean: a report, a place, an agency, a category, a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from heapq import nsmallest
from typing import Literal

from whoosh.query import Query
from whoosh.support.levenshtein import levenshtein

from ...domain.code import key
from ...domain.lens import TicketFilter
from ...domain.names import address
from ...domain.source_clock import SourceClocks
from ...domain.street import KINDS, street_key, street_words
from ...search import query_parser
from ...search.field_names import of_city
from ...search.fields import fields_of
from ...search.index_entry import STREET_SEPARATOR
from ...search.spelling import FEW
from ...search.typed_text import AND, NOT, OR
from ..city.clocks import source_clocks
from ..sources import Sources
from ..streets.find import StreetName, streets_of_key
from .find import codes_of
from .names_by_word import FIELDS, Counts, counts_of_names, fit, names_begun

Kind = Literal["area", "agency", "category", "street", "word"]
FEWEST_LETTERS = 2
MOST = 8
_MOST_OF = {"area": 3, "agency": 3, "category": 3, "street": 4, "word": 4}
_MOST_CODES = 6
_FEWEST_DIGITS = 4  # of a code that is completed
_MOST_WORDS = 4  # typed last, that are read as the beginning of one name
_CLEARER = 3
_MOST_TRIED = 2 * MOST  # offers whose tickets are counted
_LOOKED_AT = 24  # terms of the index, the most frequent first
_WORD = re.compile(r"[^\W_][\w'\u2019./-]*")
_JOINING = frozenset((*OR, *AND, *NOT))
_CODE = re.compile(r"[A-Z]{0,6}\d+")
_FIELD = re.compile(r'(?<![\w:-])(?P<name>\w+):\s*"?(?P<value>[^":()]*)$')


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``name``: of what is offered, in both languages where it has two; ``of``: what kind of area, '' for others.
    ``filter``: what choosing it asks for, and ``count`` what that finds. ``streets``: of a street that is asked for
    alone, the pages that it has."""

    kind: Kind
    name: str
    filter: TicketFilter
    count: int
    name_en: str = ""
    of: str = ""
    streets: tuple[StreetName, ...] = ()


@dataclass(frozen=True, slots=True)
class TypeAhead:
    """What is offered, best first; ``codes`` of tickets instead, where the text is the beginning of one."""

    suggestions: tuple[Suggestion, ...] = ()
    codes: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        return len(self.suggestions) + len(self.codes)


@dataclass(frozen=True, slots=True)
class _Offer:
    """``asks``: the filter without its count. Offers are compared by how much of the text they read, how well it fits
    and about how many tickets they have."""

    kind: Kind
    name: str
    asks: TicketFilter
    rank: tuple[int, int, int]
    name_en: str = ""
    of: str = ""


@dataclass
class _Asking:
    """One text as it is being typed: its filter, and what it is asked of. ``counts``: of names, in the whole city."""

    sources: Sources
    filter: TicketFilter
    clocks: SourceClocks
    counts: Counts
    offers: list[_Offer] = field(default_factory=list)
    trees: dict[str, Query | None] = field(default_factory=dict)

    def street(self, name: str) -> str:
        """The words that ask for a street."""
        return street_words(name, of_city(self.sources.city).called("area"))

    def count(self, offer: _Offer) -> int:
        """How many tickets an offer has; of a name alone that is known."""
        filter, engine = offer.asks, self.sources.engine
        if offer.kind in FIELDS and not filter.without(offer.kind).narrowed:
            return offer.rank[-1]
        if filter.q not in self.trees:
            parsed = query_parser.parse(filter.q, self.sources.city, engine.analyser, self.clocks)
            self.trees[filter.q] = parsed.tree
        return engine.count(self.trees[filter.q], filter, self.clocks)


def type_ahead(sources: Sources, filter: TicketFilter, now: datetime) -> TypeAhead:
    """What the end of the filter's words may begin. The rest of the words and of the filter stays; whatever is offered
    finds something, and as much as it says."""
    codes = _codes(sources, filter.q)
    if codes:
        return TypeAhead(codes=codes)
    clocks = source_clocks(sources.session, sources.cache, now)
    asking = _Asking(sources, filter.but(), clocks, counts_of_names(sources, clocks))
    begun = _FIELD.search(filter.q)
    field = fields_of(sources.city).get(begun["name"].lower(), "") if begun else ""
    if begun and field:
        asking.offers += _values(asking, filter.q[: begun.start()].rstrip(), field, begun["value"])
    else:
        for head, tail in _ends(filter.q):
            asking.offers += _names(asking, head, tail)
            asking.offers += _streets(asking, head, tail)
        asking.offers += _words(asking)
    counted = sorted(_counted(asking), key=lambda one: (*(-part for part in one[0][:2]), -one[1].count))
    return TypeAhead(suggestions=tuple(_with_pages(asking, suggestion) for _, suggestion in counted))


def _with_pages(asking: _Asking, one: Suggestion) -> Suggestion:
    """A street with the pages of its name, where nothing else is asked."""
    alone = one.kind == "street" and one.filter == TicketFilter(q=asking.street(one.name))
    return replace(one, streets=tuple(streets_of_key(asking.sources, street_key(one.name)))) if alone else one


def _codes(sources: Sources, text: str) -> tuple[str, ...]:
    bare = key(text)
    if sum(c.isdigit() for c in bare) < _FEWEST_DIGITS or not _CODE.fullmatch(bare):
        return ()
    ways = [bare, sources.city.code_prefix + bare] if bare.isdigit() else [bare]
    found = [term for way in ways for term, _ in sources.engine.terms("code", way, _MOST_CODES)]
    return tuple(codes_of(sources.session, found)[:_MOST_CODES])


def _ends(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(what stands before, the last words), from the longest end that may be one name to the last word."""
    if text.count('"') % 2:
        return
    chunks = [(match.start(), match.group()) for match in re.finditer(r"\S+", text)]
    words: list[tuple[int, str]] = []
    for start, chunk in reversed(chunks[-_MOST_WORDS:]):
        if not _WORD.fullmatch(chunk) or chunk.upper() in _JOINING:
            break
        words.insert(0, (start, chunk))
    for at, (start, _) in enumerate(words):
        tail = tuple(part for _, word in words[at:] for part in address(word).split("-"))
        if sum(map(len, tail)) >= FEWEST_LETTERS:
            yield text[:start].rstrip(), tail


def _names(asking: _Asking, head: str, tail: Sequence[str]) -> Iterator[_Offer]:
    for one, fits in names_begun(asking.sources, tail):
        count = asking.counts.get(one.field, {}).get(one.named.key, 0)
        if count:
            asks = asking.filter.but(q=head).choosing(one.field, (one.named.key,))
            yield _Offer(one.field, one.named.name, asks, (len(tail), fits, count), one.named.name_en, one.level)


def _values(asking: _Asking, head: str, field: str, typed: str) -> Iterator[_Offer]:
    """Names of a field whose value is being typed: of agencies, categories or areas, or of one level of these."""
    tail = tuple(part for part in address(typed).split("-") if part)
    if sum(map(len, tail)) >= FEWEST_LETTERS:
        yield from (offer for offer in _names(asking, head, tail) if field in (offer.kind, offer.of.lower()))


def _streets(asking: _Asking, head: str, tail: Sequence[str]) -> Iterator[_Offer]:
    typed = tail[1:] if tail[0] in KINDS else tail
    if sum(map(len, typed)) < FEWEST_LETTERS:
        return
    for term, count in asking.sources.engine.terms("street", " ".join(typed), _LOOKED_AT):
        name = term.partition(STREET_SEPARATOR)[2]
        fits = fit(_words_of_street(name), typed) or 0
        asks = asking.filter.but(q=f"{head} {asking.street(name)}".strip())
        yield _Offer("street", name, asks, (len(tail), fits, count))


def _words_of_street(name: str) -> tuple[str, ...]:
    words = tuple(address(name).split("-"))
    return words[1:] if words[0] in KINDS else words


def _words(asking: _Asking) -> Iterator[_Offer]:
    """Completions of the last word, one for each stem, unless it is finished."""
    text, analyser = asking.filter.q, asking.sources.engine.analyser
    ends = list(_ends(text))
    if not ends or text[-1:].isspace() or len(ends[-1][1]) != 1:
        return
    head, (typed,) = ends[-1]
    known = {stem for _, stem in analyser.words(typed)}
    areas = {address(offer.name) for offer in asking.offers if offer.kind == "area"}
    offered: list[tuple[str, int]] = []
    begun = asking.sources.engine.vocabulary(typed)
    for word, count in nsmallest(_LOOKED_AT, begun.items(), key=lambda one: (-one[1], one[0])):
        if count < FEW or not word.isalpha() or analyser.is_stop_word(word) or word in areas or word == typed:
            continue
        stem = analyser.words(word)[0][1]
        if stem not in known and not any(_slip_of(word, count, *other) for other in offered):
            known.add(stem)
            offered.append((word, count))
            yield _Offer("word", word, asking.filter.but(q=f"{head} {word}".strip()), (1, 1, count))


def _slip_of(word: str, count: int, other: str, others: int) -> bool:
    """Whether a word is likely another one misspelt: one letter away from it, and much rarer."""
    return count * _CLEARER < others and levenshtein(word, other, 1) <= 1


def _counted(asking: _Asking) -> Iterator[tuple[tuple[int, int, int], Suggestion]]:
    """The best offers that find something with their rank, at most so many of a kind."""
    taken: dict[str, int] = {}
    seen: set[tuple[str, str, str]] = set()
    tried = 0
    for offer in sorted(asking.offers, key=lambda one: (*(-part for part in one.rank), one.name, one.kind)):
        if sum(taken.values()) == MOST or tried == _MOST_TRIED:
            return
        same = (offer.kind, offer.of, repr(offer.asks) if offer.kind == "word" else address(offer.name))
        if taken.get(offer.kind, 0) == _MOST_OF[offer.kind] or same in seen:
            continue
        seen.add(same)
        tried += 1
        count = asking.count(offer)
        if count:
            taken[offer.kind] = taken.get(offer.kind, 0) + 1
            yield offer.rank, Suggestion(offer.kind, offer.name, offer.asks, count, offer.name_en, offer.of)
