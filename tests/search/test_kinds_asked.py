"""Which category words speak of: all of them together, and nothing where the words tell nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import pytest
from whoosh.query import Query, Term

from portal.search.engine import Engine
from portal.search.kinds_asked import KindsAsked, kinds_asked


class Counted:
    """An index that knows how many tickets of each category have a word."""

    def __init__(self, sizes: Mapping[str, int], words: Mapping[str, Mapping[str, int]]) -> None:
        self._sizes, self._words = sizes, words

    def categories(self, tree: Query | None) -> Mapping[str, int]:
        return self._sizes if tree is None else self._words.get(cast(Term, tree).text, {})


CITY = {"trees": 100, "roads": 200, "waste": 100}
WORDS = {
    "fallen": {"trees": 90},
    "road": {"trees": 30, "roads": 190, "waste": 20},
    "today": {"trees": 10, "roads": 20, "waste": 10},
}


def asked(*words: str, sizes: Mapping[str, int] = CITY) -> KindsAsked:
    return kinds_asked([Term("words", word) for word in words], cast(Engine, Counted(sizes, WORDS)))


def test_a_rare_telling_word_says_more_than_one_that_another_category_always_has() -> None:
    found = asked("fallen", "road")
    assert [*found.chances] == ["trees"] and found.chances["trees"] > 0.5
    certain = KindsAsked({"trees": 0.9, "waste": 0.2})
    assert certain.meant() == [Term("category", "trees")]
    (query,) = found.queries()
    assert query.score == pytest.approx(20 * found.chances["trees"])


def test_words_that_any_category_has_and_words_of_nobody_mean_none() -> None:
    assert asked("today").chances == asked("unheard").chances == asked().chances == {}
    assert (
        kinds_asked([Term("words", "road")], cast(Engine, Counted({"roads": 5}, {"road": {"roads": 5}}))).chances == {}
    )
    assert asked("road", sizes={}).chances == {}
