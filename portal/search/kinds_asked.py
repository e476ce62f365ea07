"""Which categories the words of a query speak of: those whose reports use these words together.

Who writes that a tree fell over the road speaks of trees, though more reports with a word of it are of roads: what is
meant is told by all words at once (naive Bayes). A word that a category rarely has speaks only mildly against it, since
people tell more than the matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from whoosh.query import ConstantScoreQuery, Query, Term

from .engine import Engine

#: What it is worth to be of a category that is certainly meant: some words, and less than the named place.
_SCORE = 20.0
#: A category that is less likely meant is worth nothing; from the other number on it is what is meant.
_POSSIBLE, _MEANT = 0.1, 0.6
_TOLD = 2.0  # the words must make a category so many times as likely as it is without them
_USUAL = 0.5  # of each word is taken for granted in any category
_SMOOTH = 5.0  # tickets with the usual share of a word, added to each category: what few tell is not certain
_MOST = 8  # words that are asked after


@dataclass(frozen=True, slots=True)
class KindsAsked:
    """How likely each category is meant."""

    chances: Mapping[str, float]

    def queries(self) -> Iterator[Query]:
        """What is of a category that may be meant, scored by how likely that is."""
        yield from (ConstantScoreQuery(Term("category", slug), _SCORE * c) for slug, c in self.chances.items())

    def meant(self) -> list[Query]:
        return [Term("category", slug) for slug, chance in self.chances.items() if chance >= _MEANT]


def kinds_asked(subject: Sequence[Query], engine: Engine) -> KindsAsked:
    """``subject``: the parts of a query that name no place."""
    sizes = engine.categories(None)
    if not (documents := sum(sizes.values())):
        return KindsAsked({})
    chances = _chances([engine.categories(part) for part in subject[:_MOST]], sizes, documents)
    likely = {slug: c for slug, c in chances.items() if c >= max(_POSSIBLE, _TOLD * sizes[slug] / documents)}
    return KindsAsked(likely)


def _chances(words: Sequence[Mapping[str, int]], sizes: Mapping[str, int], documents: int) -> Mapping[str, float]:
    """``words``: of each, category -> tickets with it; ``sizes``: category -> all tickets."""
    logs = {slug: log(size) for slug, size in sizes.items()}
    for found in (found for found in words if found):
        usual = sum(found.values()) / documents
        for slug, size in sizes.items():
            share = (found.get(slug, 0) + _SMOOTH * usual) / (size + _SMOOTH)
            logs[slug] += log((1 - _USUAL) * share + _USUAL * usual)
    most = max(logs.values(), default=0.0)
    weights = {slug: exp(value - most) for slug, value in logs.items()}
    return {slug: weight / sum(weights.values()) for slug, weight in weights.items()}
