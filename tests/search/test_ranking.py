"""Only words give a score, and more in the title."""

from __future__ import annotations

import pytest
from whoosh.query import And, AndMaybe, ConstantScoreQuery, Every, Not, NumericRange, Or, Phrase, Prefix, Query, Term

from portal.domain.lens import Box, TicketFilter
from portal.search.ranking import (
    NEWEST,
    OPEN_FIRST,
    TITLE_BOOST,
    TYPED,
    Word,
    best_first,
    has_words,
    ranked,
    tie_key,
)

WORD = Term("words", "lampu")
STATUS = Term("status", "proses")


@pytest.mark.parametrize(
    "tree", [WORD, Phrase("forms", ["lampu", "mati"]), Term("forms", "lampu"), And([STATUS, WORD])]
)
def test_words_and_phrases_give_a_score(tree: Query) -> None:
    assert has_words(tree)


@pytest.mark.parametrize(
    "tree",
    [None, STATUS, NumericRange("day", 1, 2), Every(), And([Every(), Not(WORD)]), Prefix("forms", "lam")],
)
def test_attributes_prefixes_and_negations_give_none(tree: Query | None) -> None:
    assert not has_words(tree)


def test_words_in_the_title_add_to_the_score_and_change_no_match() -> None:
    found = ranked(And([WORD, STATUS]))
    assert isinstance(found, AndMaybe)
    matching, adding = found.subqueries
    assert matching == And([WORD, STATUS])
    assert adding == Or([Term("title", "lampu", boost=TITLE_BOOST)])


def test_each_word_adds_once() -> None:
    found = ranked(Or([WORD, And([WORD, Term("words", "mati")])]))
    assert isinstance(found, AndMaybe)
    assert [leaf.text for leaf in found.subqueries[1].subqueries] == ["lampu", "mati"]


def test_negated_words_add_nothing() -> None:
    tree = And([STATUS, Not(WORD)])
    assert ranked(tree) is tree


@pytest.mark.parametrize("tree", [None, STATUS, Phrase("words", ["lampu", "mati"])])
def test_a_tree_without_single_words_stays_as_it_is(tree: Query | None) -> None:
    assert ranked(tree) is tree


def test_what_has_all_words_as_they_were_typed_comes_before_what_has_their_stems() -> None:
    found = ranked(And([Word("tebang", "penebangan"), Word("pohon", "pohon")]))
    assert isinstance(found, AndMaybe)
    typed = found.subqueries[1]
    assert typed == ConstantScoreQuery(And([Term("forms", "penebangan"), Term("forms", "pohon")]), 2 * TYPED)


def test_a_typed_word_is_to_a_query_the_term_of_its_stem() -> None:
    assert Word("tebang", "penebangan") == Term("words", "tebang") == Word("tebang", "ditebang")
    assert Word("tebang", "penebangan") != Term("words", "pohon") and Word("a", "b") != 1


@pytest.mark.parametrize(
    ("tree", "filter", "key"),
    [
        (WORD, TicketFilter(), NEWEST),
        (WORD, TicketFilter(area=("31.74",)), OPEN_FIRST),
        (And([WORD, Term("area", "31.74")]), TicketFilter(), OPEN_FIRST),
        (And([WORD, Not(Term("area", "31.74"))]), TicketFilter(), NEWEST),
        (None, TicketFilter(bbox=Box(1, 2, 3, 4)), OPEN_FIRST),
    ],
)
def test_where_a_place_is_asked_for_open_tickets_come_first_among_equals(
    tree: Query | None, filter: TicketFilter, key: str
) -> None:
    assert tie_key(tree, filter) == key


def test_equals_are_in_the_order_of_their_keys() -> None:
    assert best_first([(1.0, 5, 1), (2.0, 1, 2), (1.00004, 7, 3), (1.0, 9, 4)]) == [2, 4, 3, 1]
