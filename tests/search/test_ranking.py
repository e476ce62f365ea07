"""Only words give a score, and more in the title."""

from __future__ import annotations

import pytest
from whoosh.query import And, AndMaybe, Every, Not, NumericRange, Or, Phrase, Prefix, Query, Term

from portal.search.ranking import TITLE_BOOST, has_words, with_titles

WORD = Term("words", "lampu")
STATUS = Term("status", "proses")


@pytest.mark.parametrize(
    "tree", [WORD, Phrase("words", ["lampu", "mati"]), Prefix("forms", "lam"), And([STATUS, WORD])]
)
def test_words_phrases_and_prefixes_give_a_score(tree: Query) -> None:
    assert has_words(tree)


@pytest.mark.parametrize("tree", [None, STATUS, NumericRange("day", 1, 2), Every(), And([Every(), Not(WORD)])])
def test_attributes_and_negations_give_none(tree: Query | None) -> None:
    assert not has_words(tree)


def test_words_in_the_title_add_to_the_score_and_change_no_match() -> None:
    found = with_titles(And([WORD, STATUS]))
    assert isinstance(found, AndMaybe)
    matching, adding = found.subqueries
    assert matching == And([WORD, STATUS])
    assert adding == Or([Term("title", "lampu", boost=TITLE_BOOST)])


def test_each_word_adds_once() -> None:
    found = with_titles(Or([WORD, And([WORD, Term("words", "mati")])]))
    assert isinstance(found, AndMaybe)
    assert [leaf.text for leaf in found.subqueries[1].subqueries] == ["lampu", "mati"]


def test_negated_words_add_nothing() -> None:
    tree = And([STATUS, Not(WORD)])
    assert with_titles(tree) is tree


@pytest.mark.parametrize("tree", [None, STATUS, Phrase("words", ["lampu", "mati"])])
def test_a_tree_without_single_words_stays_as_it_is(tree: Query | None) -> None:
    assert with_titles(tree) is tree
