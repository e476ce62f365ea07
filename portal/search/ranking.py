"""What the score of a match is made of: the words of the query, those found in the title counting more."""

from __future__ import annotations

from collections.abc import Iterator

from whoosh.query import AndMaybe, Not, Or, Phrase, Prefix, Query, Term

from .index_entry import EVERYWHERE, TEXTS

TITLE_BOOST = 2.0
_WORDS = frozenset((*EVERYWHERE, *TEXTS))
_TITLED = frozenset(("words", "text"))  # what the words of a title are among


def has_words(tree: Query | None) -> bool:
    """Whether anything in the tree gives a score; without one the newest match is the best."""
    return tree is not None and any(isinstance(leaf, Term | Phrase | Prefix) for leaf in _scored(tree))


def with_titles(tree: Query | None) -> Query | None:
    """The same matches, scored higher where the words stand in the title."""
    if tree is None:
        return None
    stems = dict.fromkeys(leaf.text for leaf in _scored(tree) if isinstance(leaf, Term) and leaf.fieldname in _TITLED)
    return AndMaybe(tree, Or([Term("title", stem, boost=TITLE_BOOST) for stem in stems])) if stems else tree


def _scored(tree: Query) -> Iterator[Query]:
    """The leaves that match text and are not negated."""
    if isinstance(tree, Not):
        return
    if tree.is_leaf():
        if getattr(tree, "fieldname", "") in _WORDS:
            yield tree
        return
    for child in tree.children():
        yield from _scored(child)
