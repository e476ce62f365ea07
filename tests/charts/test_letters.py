"""Lines end where there is room for them."""

from __future__ import annotations

from pathlib import Path

import pytest

import portal
from portal.charts.letters import Letters, letters_of

#: Every letter half as wide as it is high.
EVEN = Letters(dict.fromkeys("abcdefghijklmnopqrstuvwxyz …", 0.5))
FONT = Path(portal.__file__).parent / "static/vendor/plus-jakarta-sans-700.ttf"


def test_a_line_ends_before_the_word_that_does_not_fit() -> None:
    assert EVEN.lines("satu dua tiga", 10, 41, 3) == (["satu dua", "tiga"], True)


def test_what_does_not_fit_is_left_out_and_shows() -> None:
    assert EVEN.lines("satu dua tiga empat", 10, 40, 1) == (["satu…"], False)
    assert EVEN.lines("satu dua tiga empat", 10, 60, 1) == (["satu dua…"], False)
    assert EVEN.lines("pemberdayaankesejahteraan keluarga", 10, 50, 2) == (["pemberday…", "keluarga"], False)


def test_no_line_is_ever_wider_than_its_room() -> None:
    text = "mm iiii wwwwwwwwwwwwwwwwwwww dan lampu jalan mati " * 4
    uneven = Letters({"m": 0.9, "w": 0.8, "i": 0.25, " ": 0.2, "…": 0.7})
    for room in range(60, 400, 7):
        rows, _whole = uneven.lines(text, 20, room, 3)
        assert [row for row in rows if uneven.width(row, 20) > room] == []


def test_sentences_that_do_not_fit_are_left_out_whole() -> None:
    assert EVEN.sentences("satu dua. tiga empat", 10, 48, 1) == ["satu dua"]
    assert EVEN.sentences("satu dua", 10, 30, 1) == ["satu…"], "of the first a part is better than nothing"


@pytest.mark.skipif(not FONT.exists(), reason="the font comes with npm")
def test_the_widths_are_those_of_the_font() -> None:
    letters = letters_of(FONT)
    assert letters.width("W", 100) > letters.width("i", 100) * 2
    assert 40 < letters.width("n", 100) < 80
    assert letters_of(None).width("nn", 100) == pytest.approx(112)
