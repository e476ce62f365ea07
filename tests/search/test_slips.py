"""Misspelt reports are found by the right spelling, and words that only look alike are left alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from portal.domain.lens import TicketFilter
from portal.search.analysis import Analyser
from portal.search.interpretation import Expression
from portal.search.query_parser import parse
from portal.search.slips import FILE, Lexicon, is_indonesian_word, slips
from tests.search import sampling
from tests.search.sampling import CLOCKS
from tests.search.texts import index_of

CITY = sampling.city()
WORDS = {"trotoar": 60, "troroar": 1, "trotor": 3, "trtoar": 2, "torotar": 1, "ttrotoar": 2, "totoar": 1, "rtotoar": 1}
WORDS |= {"pasar": 80, "pasir": 1, "pasat": 4, "psar": 2, "pasarnya": 1, "lampu": 50, "lampau": 1, "lampuu": 40}


def vocabulary(prefix: str) -> Mapping[str, int]:
    return {word: count for word, count in WORDS.items() if word.startswith(prefix)}


@pytest.mark.parametrize(
    ("form", "found"),
    [
        ("trotoar", ("rtotoar", "totoar", "troroar", "trotor", "trtoar", "ttrotoar")),
        ("pasar", ("pasat", "psar")),  # pasir is a word; pasarnya is two letters longer
        ("lampu", ()),  # lampau is a word, lampuu too frequent for a slip
        ("trotor", ()),  # rare itself
        ("pas", ()),
        ("tr0toar", ()),
    ],
)
def test_slips_are_rare_words_one_letter_away_that_are_no_words(form: str, found: tuple[str, ...]) -> None:
    assert slips(form, vocabulary, is_indonesian_word) == found


def test_listed_words_with_their_affixes_are_words() -> None:
    known = [word for line in FILE.read_text().splitlines() if not line.startswith("#") for word in line.split()]
    assert all(word.isascii() and word.isalpha() and word.islower() for word in known)
    assert all(map(is_indonesian_word, ("pasir", "berpasir", "pagarnya", "rusak", "kerusakan")))
    assert not any(map(is_indonesian_word, ("troroar", "samaph", "lampuu")))


def test_names_and_explained_words_are_words_and_every_english_one_is() -> None:
    city = Analyser(frozenset({"pancoran"}), {"pju": "lampu jalan"}, frozenset({"yang"}))
    assert all(map(city.is_word, ("pancoran", "pju", "yang"))) and not city.is_word("pancorn")
    assert Analyser(language="en").is_word("strete")


def test_what_was_found_is_kept_until_the_index_changes() -> None:
    asked: list[str] = []
    state = [1]

    def counted(prefix: str) -> Mapping[str, int]:
        asked.append(prefix)
        return vocabulary(prefix)

    lexicon = Lexicon(counted, lambda: state[0], is_indonesian_word)
    first = lexicon.slips("trotoar")
    once = len(asked)
    assert lexicon.slips("trotoar") == first and len(asked) == once
    lexicon.refresh()
    assert lexicon.slips("trotoar") == first and len(asked) == 2 * once
    lexicon.refresh()
    assert lexicon.slips("trotoar") == first and len(asked) == 2 * once
    asked.clear()
    state[0] = 2
    lexicon.refresh()
    assert lexicon.slips("trotoar") == first and len(asked) == once


@pytest.mark.parametrize("kind", ["tantivy", "whoosh"])
def test_a_misspelt_report_is_found_and_marked(kind: str, tmp_path: Path) -> None:
    texts = ["trotoar rusak"] * 9 + ["troroar ancur", "torotar", "trotoarku"]
    with index_of(texts, kind, tmp_path) as engine:
        read = parse("trotoar", CITY, engine.analyser, CLOCKS)
        ids = list(engine.ids(read.tree, TicketFilter(), CLOCKS))
        assert set(ids) == {*range(1, 11), 12}
        assert any(Expression(("troroar",)) in mark.expressions for mark in read.marks)
        exact = parse('"trotoar"', CITY, engine.analyser, CLOCKS).tree
        assert engine.count(exact, TicketFilter(), CLOCKS) == 9
