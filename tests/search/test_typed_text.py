"""What people type is put right before it is parsed, and every word keeps its place."""

from __future__ import annotations

import random

import pytest

from portal.search.fields import fields_of
from portal.search.typed_text import put_right
from tests.search.named_city import NAMED_CITY

FIELDS = fields_of(NAMED_CITY)


def read(typed: str) -> str:
    return " ".join(put_right(typed, FIELDS).text.split())


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("“lampu jalan”", '"lampu jalan"'),
        ("„a b“ «c d»", '"a b" "c d"'),
        ("agency:“roads”", 'agency:"roads"'),
        ("lampu –jalan −got", "lampu -jalan -got"),
        ("lam\u00adpu sam\u200bpah \ufeffgot\u00a0air", "lampu sampah got air"),
        ("agency: roads", "agency:roads"),
        ("Instansi : roads -status : open", "Instansi:roads -status:open"),
        ("ward: harbour", "ward:harbour"),
        ("agency： roads", "agency:roads"),
        ("Lokasi: pasar jam 12:30", "Lokasi: pasar jam 12:30"),
        ("status: agency:x", "status: agency:x"),
        ("kategori:", "kategori:"),
        ("days: >30", "days:>30"),
        ("days:> 30", "days:>30"),
        ("hari > 30", "hari:>30"),
        ("hari: lebih dari 30 got", 'hari:"lebih dari 30" got'),
        ("masuk:sejak 2 mei 2026 lampu", 'masuk:"sejak 2 mei 2026" lampu'),
        ("masuk:from 1 Jan 2026 to 31 Jan 2026", 'masuk:"from 1 Jan 2026 to 31 Jan 2026"'),
        ("hari:7 s/d 14 got", 'hari:"7 s/d 14" got'),
        ("masuk:2026-01-01 s/d 2026-02-01", 'masuk:"2026-01-01 s/d 2026-02-01"'),
        ('masuk:"mei 2026".."juni 2026"', 'masuk:"mei 2026..juni 2026"'),
        ("masuk:15 agustus 2026 lampu", 'masuk:"15 agustus 2026" lampu'),
        ("(received:march 2026)", '(received:"march 2026")'),
        ("masuk:2026-01..2026-02", "masuk:2026-01..2026-02"),
        ("masuk:minggu ini, lampu", 'masuk:"minggu ini", lampu'),
        ("received:last 30 days lampu", 'received:"last 30 days" lampu'),
        ("masuk > bulan lalu s/d hari ini", 'masuk:"> bulan lalu s/d hari ini"'),
        ("masuk:minggu lampu", "masuk:minggu lampu"),
        ("masuk:triwulan I 2023 got", 'masuk:"triwulan I 2023" got'),
        ("masuk:2023-Q1 got", "masuk:2023-Q1 got"),
        ("masuk:akhir pekan lalu got", 'masuk:"akhir pekan lalu" got'),
        ("masuk:awal tahun 2023 got", 'masuk:"awal tahun 2023" got'),
        ("masuk:minggu lalu atau minggu ini got", '(masuk:"minggu lalu" OR masuk:"minggu ini") got'),
        ("-masuk:maret, april 2023 got", '-(masuk:"maret 2023" OR masuk:"april 2023") got'),
        ("masuk:maret 2023 atau 5 lubang", 'masuk:"maret 2023" ATAU 5 lubang'),
        ("masuk:januari-maret 2026 got", 'masuk:"januari-maret 2026" got'),
        ("masuk:antara 1 mei dan 5 mei got", 'masuk:"antara 1 mei dan 5 mei" got'),
        ("received:in november 2026 got", 'received:"in november 2026" got'),
        ("masuk:maret lampu", "masuk:maret lampu"),
        ("a or b atau c Atau d", "a OR b ATAU c ATAU d"),
        ('"a or b"', '"a or b"'),
        ("lampu | jalan|got ｜ air", "lampu | jalan | got | air"),
        ('"a|b" agency:roads|fire, x', '"a|b" agency:roads,fire, x'),
        ("is:open yang:masih-terbuka", "status:open status:masih-terbuka"),
        ("lampu !jalan !(a) ok! a!b", "lampu -jalan -(a) ok! a!b"),
        ("lampu / jalan agency: roads | fire", "lampu | jalan agency:roads | fire"),
        ("lampu/jalan RT 3/RW 2 RT 3/ RW 2", "lampu/jalan RT 3/RW 2 RT 3/ RW 2"),
        ("got/ selokan /parit", "got | selokan | parit"),
        ("RT 03 / RW 05, no 5 / 6, RT / RW", "RT 03 / RW 05, no 5 / 6, RT / RW"),
        ("(a) or (b)", "(a) OR (b)"),
        ("jalan-jalan", "jalan-jalan"),
        ('"lampu" agency:"roads', '"lampu" agency:roads'),
    ],
)
def test_signs_spaces_dates_and_operators_of_people(typed: str, expected: str) -> None:
    assert read(typed) == expected
    assert not put_right(typed, FIELDS).notes, "nothing was left out"


@pytest.mark.parametrize(
    ("typed", "expected", "left_out"),
    [
        ("lampu OR", "lampu", ["OR"]),
        ("OR lampu", "lampu", ["OR"]),
        ("| lampu |", "lampu", ["|"]),
        ("a OR OR b", "a OR b", ["OR"]),
        ("a AND OR b", "a AND b", ["OR"]),
        ("a (or b)", "a ( b)", ["OR"]),
        ("lampu -", "lampu", ["-"]),
        ("lampu - jalan", "lampu jalan", ["-"]),
        ("a OR NOT", "a", ["OR", "NOT"]),
        ("-(a b)", "-(a b)", []),
        ('a -"b c"', 'a -"b c"', []),
        ("OR", "OR", []),
        ("lampu~ got^2", "lampu got", ["~", "^2"]),
    ],
)
def test_operators_without_words_and_signs_without_meaning_are_left_out(
    typed: str, expected: str, left_out: list[str]
) -> None:
    found = put_right(typed, FIELDS)
    assert (read(typed), [note.text for note in found.notes]) == (expected, left_out)


@pytest.mark.parametrize(
    ("typed", "expected", "said"),
    [
        ('"sampah pas*"', '"sampah pas "', [("sampah pas*", "sampah pas")]),
        ("lam*pu", "lam*", [("lam*pu", "lam*")]),
        ("*lampu", "lampu", [("*lampu", "lampu")]),
        ("l*mpu", "l mpu", [("l*mpu", "l mpu")]),
        ("lampu*", "lampu*", []),
        ("agency:roa* agency:\"fire an*\"", "agency:roa* agency:\"fire an*\"", []),
        ("ukuran 3*4 m", "ukuran 3 4 m", []),
        ("*", "*", []),
    ],
)  # fmt: skip
def test_a_star_stands_at_the_end_of_a_word(typed: str, expected: str, said: list[tuple[str, str]]) -> None:
    assert read(typed) == expected
    assert [(note.text, note.read) for note in put_right(typed, FIELDS).notes] == said


def test_a_piece_is_found_where_it_was_typed() -> None:
    typed = "masuk:5 mei 2026 lam\u00adpu “got” agency :  roads"
    found = put_right(typed, FIELDS)
    for word, as_typed in (("lampu", "lam\u00adpu"), ("got", "got"), ("roads", "roads")):
        at = found.text.index(word)
        start, end = found.typed(at, at + len(word))
        assert typed[start:end] == as_typed
    assert found.typed(-5, -2) == (-5, -2), "unknown stays unknown"


SIGNS = '“”„«»–—:*~^()"- .,<>≥=/\u00ad\u200b\u00a0\n'
WORDS = ["or", "OR", "atau", "AND", "NOT", "masuk", "hari", "agency", "ward", "mei", "2026", "s/d", "sampai", "lampu"]


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalpha()).casefold()


def test_nothing_that_can_be_typed_is_an_error_and_no_letter_is_lost_in_silence() -> None:
    """Ten thousand random strings."""
    chance = random.Random(12)
    for _ in range(10_000):
        pieces = chance.choices([*WORDS, *SIGNS, *map(chr, chance.sample(range(0x20, 0x2FFF), 40))], k=12)
        typed = "".join(piece + chance.choice(["", " "]) for piece in pieces)
        found = put_right(typed, FIELDS)
        assert len(found.text) == len(found.origins), typed
        assert list(found.origins) == sorted(found.origins), typed
        assert found.notes or letters(found.text) == letters(typed), typed
