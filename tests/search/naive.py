"""The plainest reading of a query tree: each ticket is looked at by itself. What engines answer is held against it."""

from __future__ import annotations

from whoosh import query as whoosh
from whoosh.query import Query

from portal.search.index_entry import EVERYWHERE, TEXTS, IndexEntry


def matches(tree: Query | None, entry: IndexEntry) -> bool:
    """Whether a ticket is what the tree asks for."""
    if tree is None or isinstance(tree, whoosh.Every):
        return True
    if isinstance(tree, whoosh.And):
        return all(matches(part, entry) for part in tree.subqueries)
    if isinstance(tree, whoosh.Or):
        return any(matches(part, entry) for part in tree.subqueries)
    if isinstance(tree, whoosh.Not):
        return not matches(tree.query, entry)
    if isinstance(tree, whoosh.NumericRange):
        number = entry.numbers.get(tree.fieldname)
        above = number is not None and (tree.start is None or tree.start <= number)
        return above and (tree.end is None or (number or 0) <= tree.end)
    return any(_leaf(tree, words) for words in _values(tree.fieldname, entry))


def _values(name: str, entry: IndexEntry) -> list[list[str]]:
    if name in EVERYWHERE or name in TEXTS:
        return [entry.texts[part].split() for part in EVERYWHERE.get(name, (name,))]
    return [list(entry.names[name])]


def _leaf(tree: Query, words: list[str]) -> bool:
    if isinstance(tree, whoosh.Phrase):
        n = len(tree.words)
        return any(words[at : at + n] == tree.words for at in range(len(words)))
    if isinstance(tree, whoosh.Prefix):
        return any(word.startswith(tree.text) for word in words)
    assert isinstance(tree, whoosh.Term), tree
    return tree.text in words
