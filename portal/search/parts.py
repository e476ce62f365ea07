"""Words anywhere in a ticket: a condition on all of its words is met by the words of any of its parts."""

from __future__ import annotations

from copy import copy

from whoosh.query import Or, Query

from .index_entry import EVERYWHERE


def in_parts(tree: Query | None) -> Query | None:
    """The tree on the parts that are indexed, in place of ``words`` and ``forms``."""
    return None if tree is None else _in_parts(tree)


def _in_parts(tree: Query) -> Query:
    if not tree.is_leaf():
        return tree.apply(_in_parts)
    parts = EVERYWHERE.get(getattr(tree, "fieldname", ""), ())
    return Or([_in_field(tree, part) for part in parts]) if parts else tree


def _in_field(leaf: Query, name: str) -> Query:
    found = copy(leaf)
    found.fieldname = name
    return found
