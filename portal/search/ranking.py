"""What the order of matches is made of: the score of words, which count more in the title and as they were typed, and
among equals the newer first; where a place is asked for, what is still open before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whoosh.query import And, AndMaybe, ConstantScoreQuery, Not, Or, Phrase, Query, Term

from ..domain.lens import TicketFilter
from ..domain.status import StatusType
from .index_entry import EVERYWHERE, FORMS, TEXTS

TITLE_BOOST = 2.0
#: What each typed word is worth to a document that has all of them as they were typed: more than stems, which score
#: some twenty in a small city and some eighty in one with a quarter of a million tickets, can bring.
TYPED = 100.0
#: The numbers of an index that decide among equals.
NEWEST, OPEN_FIRST = "newest", "open_first"
#: What it is worth that a ticket is open, where that comes before all words: more than any of these can be.
_OPEN = 2_000.0
_DIGITS = 3  # of a score; closer ones are equal
_WORDS = frozenset((*EVERYWHERE, *TEXTS))
_TITLED = frozenset(("words", "text"))  # what the words of a title are among

#: (score, sort key, id)
Scored = tuple[float, int, int]


class Word(Term):
    """The stem of a typed word, with the word as it was typed. To queries it is the term of the stem."""

    def __init__(self, stem: str, form: str, name: str = "words") -> None:
        super().__init__(name, stem)
        self.form = form

    def __eq__(self, other: object) -> bool:
        mine = (self.fieldname, self.text, self.boost)
        return isinstance(other, Term) and mine == (other.fieldname, other.text, other.boost)

    __hash__ = Term.__hash__

    @property
    def as_typed(self) -> Term:
        """The word as it was typed, in the same part of a ticket."""
        return Term(FORMS.get(self.fieldname, "forms"), self.form)


def has_words(tree: Query | None) -> bool:
    """Whether anything in the tree gives a score of its own; without it the newest match is the best."""
    return tree is not None and any(isinstance(leaf, Term | Phrase) for leaf in _scored(tree))


def asks_for_words(tree: Query) -> bool:
    """Whether anything in the tree asks for words, if only for their beginnings."""
    return any(True for _ in _scored(tree))


def ranked(tree: Query | None) -> Query | None:
    """The same matches, scored higher where the words stand in the title or as they were typed. (As alternatives of one
    optional part Tantivy would go through all of these, however few tickets a filter leaves.)"""
    if tree is None:
        return None
    leaves = list(_scored(tree))
    stems = dict.fromkeys(leaf.text for leaf in leaves if isinstance(leaf, Term) and leaf.fieldname in _TITLED)
    typed = list(dict.fromkeys(leaf.as_typed for leaf in leaves if isinstance(leaf, Word)))
    if stems:
        tree = AndMaybe(tree, Or([Term("title", stem, boost=TITLE_BOOST) for stem in stems]))
    return AndMaybe(tree, ConstantScoreQuery(And(typed), TYPED * len(typed))) if typed else tree


def open_first(tree: Query | None) -> Query | None:
    """The same matches, those that are still open before all others: who names a street means what is there now."""
    still = ConstantScoreQuery(Term("type", StatusType.OPEN.value), _OPEN)
    return None if tree is None else AndMaybe(tree, still)


def tie_key(tree: Query | None, filter: TicketFilter) -> str:
    """The number that decides among equals: where a place is asked for, open tickets come first."""
    return OPEN_FIRST if asks_for_place(tree, filter) else NEWEST


def asks_for_place(tree: Query | None, filter: TicketFilter) -> bool:
    """Whether the filter or a field of the query chooses by area or by a frame of the map."""
    asked = filter.asks("area") or filter.bbox is not None
    return asked or any(getattr(leaf, "fieldname", "") == "area" for leaf in _leaves(tree))


def best_first(scored: Sequence[Scored]) -> list[int]:
    """The ids by score; among equals, by their sort key, which is another for each id."""
    return [id for *_, id in sorted(((equal(score), key, id) for score, key, id in scored), reverse=True)]


def equal(score: float) -> float:
    """The score as it is compared with others."""
    return round(score, _DIGITS)


def _scored(tree: Query) -> Iterator[Query]:
    """The leaves that match text and are not negated."""
    return (leaf for leaf in _leaves(tree) if getattr(leaf, "fieldname", "") in _WORDS)


def _leaves(tree: Query | None) -> Iterator[Query]:
    """The leaves that are not negated."""
    if tree is None or isinstance(tree, Not):
        return
    if tree.is_leaf():
        yield tree
        return
    for child in tree.children():
        yield from _leaves(child)
