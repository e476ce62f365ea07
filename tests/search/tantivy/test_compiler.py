"""Every node of a query tree matches in Tantivy what it says, and only text gives a score."""

from __future__ import annotations

from pathlib import Path

import pytest
import tantivy
from whoosh.query import And, AndMaybe, Every, Not, NullQuery, NumericRange, Or, Phrase, Prefix, Query, Regex, Term

from portal.search.analysis import Analyser
from portal.search.tantivy.compiler import compile_tree, number_range
from portal.search.tantivy.schema import schema, tantivy_document
from tests.search.sampling import ticket

SCHEMA = schema()
ENDED = {"ended": 1_690_000_000, "ended_month": 202307}
TICKETS = (
    ticket(1, title="Lampu mati", text="", agency="a", lat=-6.1),
    ticket(2, title="Lampu jalan", text="mati lampu", agency="b", lat=-6.2),
    ticket(3, title="Banjir", text="", agency="c", lat=-6.3),
    ticket(4, title="", text="", agency="d", status="selesai", lat=None, lon=None, **ENDED),
)


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> tantivy.Searcher:
    index = tantivy.Index(SCHEMA, path=str(Path(tmp_path_factory.mktemp("compiler"))))
    writer = index.writer(32_000_000, 1)
    for document in TICKETS:
        writer.add_document(tantivy_document(document, Analyser()))
    writer.commit()
    index.reload()
    return index.searcher()


def scores(searcher: tantivy.Searcher, query: tantivy.Query) -> dict[int, float]:
    """Id -> score of each match."""
    hits = searcher.search(query, 10).hits
    ids = searcher.fast_field_values("id", [address for _, address in hits])
    return {int(id or 0): float(score) for (score, _), id in zip(hits, ids, strict=True)}


def found(searcher: tantivy.Searcher, tree: Query | None) -> set[int]:
    return set(scores(searcher, compile_tree(SCHEMA, tree)))


A, B = Term("agency", "a"), Term("agency", "b")
LAMP, DEAD = Term("words", "lampu"), Term("words", "mati")


@pytest.mark.parametrize(
    ("tree", "ids"),
    [
        (None, {1, 2, 3, 4}),
        (Every(), {1, 2, 3, 4}),
        (NullQuery, set()),
        (LAMP, {1, 2}),
        (A, {1}),
        (Or([A, B]), {1, 2}),
        (Or([A, Term("status", "selesai")]), {1, 4}),
        (Or([A, B, LAMP, Term("status", "selesai")]), {1, 2, 4}),
        (Or([B, *(Term("agency", f"x{n}") for n in range(40)), Term("agency", "d")]), {2, 4}),  # as a set
        (And([LAMP, Or([B, Term("agency", "d")])]), {2}),
        (Or([A, And([B, DEAD])]), {1, 2}),
        (And([LAMP, B]), {2}),
        (And([A, B]), set()),
        (And([LAMP, Not(A)]), {2}),
        (Not(LAMP), {3, 4}),
        (And([Not(LAMP), Not(Term("agency", "c"))]), {4}),
        (Or([A, And([Every(), Not(LAMP)])]), {1, 3, 4}),
        (AndMaybe(LAMP, DEAD), {1, 2}),
        (Phrase("words", ["lampu", "mati"]), {1}),
        (Phrase("words", ["mati", "lampu"]), {2}),
        (Prefix("forms", "lam"), {1, 2}),
        (Prefix("agency", "a"), {1}),
        (Prefix("forms", "l.m"), set()),  # no sign of a prefix is an operator
        (Term("agency", "nobody"), set()),
    ],
)
def test_a_tree_matches_what_it_says(searcher: tantivy.Searcher, tree: Query | None, ids: set[int]) -> None:
    assert found(searcher, tree) == ids


@pytest.mark.parametrize(
    ("low", "high", "ids"),
    [
        (-6_200_000, -6_100_000, {1, 2}),
        (-6_200_000, None, {1, 2}),
        (None, -6_200_000, {2, 3}),
        (None, None, {1, 2, 3}),  # those that have the number
        (-6_100_000, -6_200_000, set()),
        (-6_150_000, -6_120_000, set()),
    ],
)
def test_a_range_has_both_ends_included(
    searcher: tantivy.Searcher, low: int | None, high: int | None, ids: set[int]
) -> None:
    assert found(searcher, NumericRange("lat", low, high)) == ids


def test_ranges_of_sort_keys_are_unsigned(searcher: tantivy.Searcher) -> None:
    keys = sorted(searcher.search(tantivy.Query.all_query(), 10, order_by_field="newest").hits)
    second = keys[1][0]
    assert set(scores(searcher, number_range(SCHEMA, "newest", second, None))) == {2, 3, 4}


def test_many_values_of_one_field_are_one_query(searcher: tantivy.Searcher) -> None:
    tree = Or([Term("agency", name) for name in ("a", "b", *map(str, range(5_000)))])
    assert found(searcher, tree) == {1, 2}


def test_attributes_add_nothing_to_the_score(searcher: tantivy.Searcher) -> None:
    alone = scores(searcher, compile_tree(SCHEMA, LAMP))
    days = NumericRange("day", 20230101, 20231231)
    joined = scores(searcher, compile_tree(SCHEMA, And([LAMP, Or([A, B]), Term("status", "proses"), days])))
    assert joined == alone
    assert set(scores(searcher, compile_tree(SCHEMA, Or([A, B]))).values()) == {0.0}


def test_what_may_match_only_adds_to_the_score(searcher: tantivy.Searcher) -> None:
    alone = scores(searcher, compile_tree(SCHEMA, LAMP))
    boosted = scores(searcher, compile_tree(SCHEMA, AndMaybe(LAMP, Term("title", "mati"))))
    assert boosted[1] > alone[1] and boosted[2] == pytest.approx(alone[2])


def test_alternatives_within_alternatives_count_as_one_set(searcher: tantivy.Searcher) -> None:
    inner = Or([LAMP, Or([DEAD, Term("agency", "d")])])
    flat, nested = (compile_tree(SCHEMA, tree) for tree in (Or([B, LAMP, DEAD, Term("agency", "d")]), Or([B, inner])))
    assert scores(searcher, nested) == scores(searcher, flat) and str(nested) == str(flat)


def test_a_boost_multiplies_the_score(searcher: tantivy.Searcher) -> None:
    one = scores(searcher, compile_tree(SCHEMA, Term("title", "banjir")))
    two = scores(searcher, compile_tree(SCHEMA, Term("title", "banjir", boost=2.0)))
    assert two[3] == pytest.approx(2 * one[3])


def test_a_node_that_the_language_does_not_have_is_refused() -> None:
    with pytest.raises(TypeError, match="no Tantivy query"):
        compile_tree(SCHEMA, Regex("words", "x.*"))
