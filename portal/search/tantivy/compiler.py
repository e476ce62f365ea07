"""Compiles a Whoosh query tree to a Tantivy query that matches the same tickets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import tantivy
from tantivy import FieldType, Occur, Query
from whoosh import query as whoosh
from whoosh.query import Query as Tree

from ..index_entry import COUNTED, TEXTS
from ..parts import in_parts

Clause = tuple[Occur, Query]
_FEW = 16  # values of a field that are faster looked for one by one


def compile_tree(schema: tantivy.Schema, tree: Tree | None) -> Query:
    """The Tantivy query of a tree; None is everything. Only text adds to the score."""
    return _compiled(schema, in_parts(tree))


def _compiled(schema: tantivy.Schema, tree: Tree | None) -> Query:
    if tree is None:
        return Query.all_query()
    if isinstance(tree, whoosh.And):
        return _all(schema, tree.subqueries)
    if isinstance(tree, whoosh.Or):
        return Query.boolean_query([(Occur.Should, query) for query in _alternatives(schema, _flat(tree))])
    if isinstance(tree, whoosh.Not):
        return _all(schema, [tree])
    if isinstance(tree, whoosh.AndMaybe):
        first, second = tree.subqueries
        return Query.boolean_query([(Occur.Must, _compiled(schema, first)), (Occur.Should, _compiled(schema, second))])
    return _leaf(schema, tree)


def number_range(schema: tantivy.Schema, name: str, low: int | None, high: int | None) -> Query:
    """Documents whose number lies between the two ends, both included; None is open."""
    kind = FieldType.Unsigned if name in (*COUNTED, "id") else FieldType.Integer
    if low is None and high is None:
        return Query.exists_query(name)
    if low is not None and high is not None and low > high:
        return Query.empty_query()
    return Query.range_query(schema, name, kind, low, high)


def _all(schema: tantivy.Schema, parts: Sequence[Tree]) -> Query:
    """All of the parts; negated ones are taken from the others, or from everything."""
    clauses: list[Clause] = list(_clauses(schema, parts))
    if all(occur == Occur.MustNot for occur, _ in clauses):
        clauses.append((Occur.Must, Query.all_query()))
    return Query.boolean_query(clauses)


def _clauses(schema: tantivy.Schema, parts: Sequence[Tree]) -> Iterator[Clause]:
    for part in parts:
        if isinstance(part, whoosh.Not):
            yield Occur.MustNot, _compiled(schema, part.query)
        else:
            yield Occur.Must, _compiled(schema, part)


def _flat(tree: whoosh.Or) -> Iterator[Tree]:
    """The parts of which any may match, those of alternatives within them too: each set would be gone through alone,
    which took twice as long for a common word."""
    for part in tree.subqueries:
        if isinstance(part, whoosh.Or):
            yield from _flat(part)
        else:
            yield part


def _alternatives(schema: tantivy.Schema, parts: Iterable[Tree]) -> Iterator[Query]:
    """The parts, the values of one field together: a map frame is several hundred squares."""
    values: dict[str, list[str]] = {}
    for part in parts:
        if isinstance(part, whoosh.Term) and part.fieldname not in TEXTS:
            values.setdefault(part.fieldname, []).append(part.text)
        else:
            yield _compiled(schema, part)
    for name, texts in values.items():
        yield _attribute(schema, name, texts)


def _leaf(schema: tantivy.Schema, tree: Tree) -> Query:
    if isinstance(tree, whoosh.Every):
        return Query.all_query()
    if isinstance(tree, whoosh.ConstantScoreQuery):
        return Query.const_score_query(_compiled(schema, tree.child), tree.score)
    if isinstance(tree, whoosh.Phrase):
        return _boosted(Query.phrase_query(schema, tree.fieldname, list(tree.words)), tree.boost)
    if isinstance(tree, whoosh.Prefix):
        # as a regular expression it takes a fifth of a millisecond to compile, each time
        return Query.fuzzy_term_query(schema, tree.fieldname, tree.text, distance=0, prefix=True)
    if isinstance(tree, whoosh.NumericRange):
        return Query.const_score_query(number_range(schema, tree.fieldname, tree.start, tree.end), 0.0)
    if isinstance(tree, whoosh.Term):
        return _term(schema, tree)
    if tree == whoosh.NullQuery:
        return Query.empty_query()
    raise TypeError(f"no Tantivy query for {tree!r}")


def _term(schema: tantivy.Schema, tree: whoosh.Term) -> Query:
    if tree.fieldname not in TEXTS:
        return _attribute(schema, tree.fieldname, [tree.text])
    return _boosted(Query.term_query(schema, tree.fieldname, tree.text, "freq"), tree.boost)


def _boosted(query: Query, boost: float) -> Query:
    return Query.boost_query(query, boost) if boost != 1.0 else query


def _attribute(schema: tantivy.Schema, name: str, values: Sequence[str]) -> Query:
    """Documents with one of these values, without any score. A set costs a fifth of a millisecond before it begins."""
    if len(values) > _FEW:
        return Query.const_score_query(Query.term_set_query(schema, name, list(values)), 0.0)
    terms = [(Occur.Should, Query.term_query(schema, name, value, "basic")) for value in values]
    return Query.const_score_query(terms[0][1] if len(terms) == 1 else Query.boolean_query(terms), 0.0)
