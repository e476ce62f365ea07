"""Scores that ask what was meant, not how it was written: all ways to say the same are worth the same.

A rare slip or a rare synonym would otherwise be worth more than the word that everybody writes, and so the reports
with a slip of a side word come before those of the matter. All the words for one thing are as rare as all together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from math import log

from whoosh.query import And, Or, Phrase, Query, Term

from .engine import Engine


def evened(parts: Sequence[Query], engine: Engine) -> list[Query]:
    """The parts of a query, matching the same; the ways to say each score alike."""
    stems = {stem for part in parts for stem in _stems(part)}
    numbers = engine.frequencies("words", sorted(stems))
    documents = engine.documents()
    return [_weighed(part, numbers, documents) for part in parts]


def _weighed(part: Query, numbers: Mapping[str, int], documents: int) -> Query:
    ways = list(part.subqueries) if isinstance(part, Or) else [part]
    together = sum(min((numbers.get(stem, 0) for stem in _stems(way)), default=0) for way in ways)
    aim = _rarity(together, documents)
    found = [
        _boosted(way, aim / sum(_rarity(numbers.get(stem, 0), documents) for stem in stems))
        if (stems := list(_stems(way)))
        else way
        for way in ways
    ]
    return Or(found) if isinstance(part, Or) else found[0]


def _stems(query: Query) -> Iterator[str]:
    for leaf in query.leaves():
        if getattr(leaf, "fieldname", "") == "words":
            yield from leaf.words if isinstance(leaf, Phrase) else (leaf.text,) if isinstance(leaf, Term) else ()


def _boosted(way: Query, boost: float) -> Query:
    if isinstance(way, And):
        return And([_boosted(leaf, boost) for leaf in way.subqueries])
    if not isinstance(way, Phrase | Term):
        return way
    found = copy(way)
    found.boost = boost
    return found


def _rarity(number: int, documents: int) -> float:
    """What the engines' scores (BM25) take a word for that so many of the documents have."""
    return log(1 + (max(0, documents - number) + 0.5) / (number + 0.5))
