"""All ways to say the same are worth the same: a rare slip of a side word no more than the word itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import log
from typing import cast

import pytest
from whoosh.query import And, Not, Or, Phrase, Term

from portal.search.engine import Engine
from portal.search.evened import evened

NUMBERS = {"rusak": 90, "rusk": 1, "lampu": 40, "jalan": 99, "pju": 9, "kuburan": 3}


class Counted:
    def documents(self) -> int:
        return 100

    def frequencies(self, _field: str, words: Iterable[str]) -> Mapping[str, int]:
        return {word: NUMBERS[word] for word in words}


def rarity(number: int) -> float:
    return log(1 + (100 - number + 0.5) / (number + 0.5))


def test_a_slip_a_phrase_and_two_words_score_like_all_of_their_class() -> None:
    parts = [
        Or([Term("words", "rusak"), Term("words", "rusk")]),
        Or(
            [
                And([Term("words", "lampu"), Term("words", "jalan")]),
                Phrase("words", ["jalan", "lampu"]),
                Term("words", "pju"),
            ]
        ),
        Term("words", "kuburan"),
        Not(Term("words", "pju")),
    ]
    broken, lamp, grave, negated = evened(parts, cast(Engine, Counted()))
    assert [leaf.boost * rarity(NUMBERS[leaf.text]) for leaf in broken.leaves()] == pytest.approx([rarity(91)] * 2)
    both, phrase, short = lamp.subqueries
    pair = [leaf.boost * rarity(NUMBERS[leaf.text]) for leaf in both.leaves()]
    aim = rarity(40 + 40 + 9)
    assert sum(pair) == pytest.approx(aim) == short.boost * rarity(9)
    assert phrase.boost * (rarity(40) + rarity(99)) == pytest.approx(aim)
    assert grave.boost == pytest.approx(1.0) and negated == parts[3]
    assert [leaf.boost for leaf in parts[0].leaves()] == [1.0, 1.0], "the query itself is not changed"
