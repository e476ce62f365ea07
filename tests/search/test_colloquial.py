"""Colloquial words stand for written ones that the index has; stretched letters are let go."""

from __future__ import annotations

import pytest

from portal.search.analysis import Analyser
from portal.search.colloquial import unstretched, written
from portal.search.query_parser import parse
from portal.search.slips import Lexicon
from tests.search import sampling

WORDS = {"mengalir": 9, "menutupi": 5, "tertutup": 4, "menolak": 2, "memaksa": 1, "menyeberang": 3, "diperbaiki": 7}
WORDS |= {
    "pak": 9,
    "menjual": 3,
    "menyapu": 1,
    "bau": 50,
    "banjir": 90,
    "saat": 4,
    "menggantung": 2,
    "mobil": 20,
    "terbersih": 3,
    "ular": 3,
    "naik": 3,
    "telur": 3,
    "angkut": 9,
}


@pytest.fixture
def analyser() -> Analyser:
    made = Analyser(everyday=True)
    made.lexicon = Lexicon(
        lambda begun: {w: n for w, n in WORDS.items() if w.startswith(begun)}, lambda: 1, made.is_word
    )
    return made


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ngalir", "mengalir"),
        ("nutupin", "menutupi"),
        ("ketutup", "tertutup"),
        ("nolak", "menolak"),
        ("maksa", "memaksa"),
        ("nyeberang", "menyeberang"),
        ("njual", "menjual"),
        ("ngegantung", "menggantung"),
        ("diperbaikin", "diperbaiki"),
        ("makin", ""),  # what is left, mak or pak, is too short
        ("kebersihan", ""),  # is written so
        ("mobil", ""),  # a word of the index that is one of its own
        ("uler", "ular"),
        ("naek", "naik"),
        ("telor", "telur"),
        ("angkot", ""),  # a word of its own
        ("ngopi", ""),  # the index has nothing of it
        ("ng", ""),
    ],
)
def test_a_colloquial_word_is_the_written_one_of_the_index(analyser: Analyser, typed: str, meant: str) -> None:
    assert analyser.lexicon.written(typed) == meant


def test_it_finds_both_and_is_read_as_it_was_typed(analyser: Analyser) -> None:
    found = parse("ngalir", sampling.city(), analyser, sampling.CLOCKS)
    assert str(found.tree) == "(words:ngalir OR words:alir)"
    assert found.part is not None and found.part.values == ("ngalir",)


def test_letters_that_were_held_down_are_one_or_two(analyser: Analyser) -> None:
    plain = analyser.lexicon.plain
    assert [plain(form) for form in ("bauuuu", "banjirrrr", "saaat", "tolongggg")] == [
        "bau",
        "banjir",
        "saat",
        "tolong",
    ]
    assert [plain(form) for form in ("xiii", "iii", "111", "zzzq", "maaf")] == ["xiii", "iii", "111", "zzzq", "maaf"]
    assert unstretched("bauuu", lambda _word: False) == "bauuu", "nothing is known that is left of it"
    assert list(written("a1234")) == list(written("nga")) == []
    found = parse("tolongggg bauuuu", sampling.city(), analyser, sampling.CLOCKS)
    assert str(found.tree) == "words:bau" and [note.text for note in found.notes] == ["tolong"]


def test_words_that_say_nothing_alone_stay_where_an_expression_has_them() -> None:
    analyser = Analyser(everyday=True)
    for text, values in (("light not working", ("not working",)), ("lubang fly over", ("fly over",))):
        found = parse(text, sampling.city(), analyser, sampling.CLOCKS)
        assert found.part is not None and found.part.parts[-1].values == values and not found.notes
    alone = parse("lubang over", sampling.city(), analyser, sampling.CLOCKS)
    assert [note.text for note in alone.notes] == ["over"]


def test_initials_with_full_stops_are_those_without() -> None:
    analyser = Analyser()
    analyser.lexicon = Lexicon(lambda begun: {"tb": 5} if begun == "tb" else {}, lambda: 1, analyser.is_word)
    found = parse("t.b. simatupang", sampling.city(), analyser, sampling.CLOCKS).tree
    assert "words:tb" in str(found) and "words:simatupang" in str(found)
