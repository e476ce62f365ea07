"""Codes as people type them."""

from __future__ import annotations

import pytest

from portal.domain.code import is_code, key, near, pieces, readings


@pytest.mark.parametrize(
    "typed",
    [
        "JK2311140207",
        "jk2311140207",
        "jk 2311140207",
        "JK-231114-0207",
        "JK–231114—0207",
        " #JK2311140207 ",
        "2311140207",
        "JK-231114-207",
        "JK 20231114 0207",
        "ＪＫ２３１１１４０２０７",
        "JK23111402O7",
        "jk 231114/0207",
    ],
)
def test_a_code_typed_any_way_is_read_as_meant(typed: str) -> None:
    assert "JK2311140207" in readings(typed, "JK")


def test_a_code_with_signs_of_its_own_is_read_without_them_first() -> None:
    assert readings("1-2345", "LA")[0] == "12345" == key("1-2345")


@pytest.mark.parametrize("typed", ["", "  ", "---", "\0", "…"])
def test_nothing_typed_means_nothing(typed: str) -> None:
    assert readings(typed, "JK") == ()


def test_readings_of_any_text_are_short_plain_ascii() -> None:
    for typed in ("é" * 300, "JK" * 500, "💥2311140207", "' OR 1=1 --", "a\0b"):
        for reading in readings(typed, "JK"):
            assert reading.isascii()
            assert len(reading) <= 60
            assert "\0" not in reading


def test_a_wrong_digit_and_swapped_neighbours_are_near() -> None:
    around = near("JK2311140207")
    assert {"JK2311140208", "JK2311140270", "JK2311104207"} <= set(around)
    assert "JK2311140207" not in around
    assert len(around) == len(set(around)) < 130


def test_a_digit_too_much_and_another_citys_letters_are_near() -> None:
    assert "JK2311140207" in near("JK23111402077", "JK")
    assert near("KC2311140207", "JK")[0] == "JK2311140207"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("no tiket JK2311140207", ("JK2311140207",)),
        ("JK2311140207, jk-231114-8 dan JK 231114 0009", ("JK2311140207", "JK-231114-8", "JK 231114 0009")),
        ("https://pantau.example/tickets/jk-231114-8.json?x=1", ("JK-231114-8",)),
        ("laporan sr-2024-000123 belum", ("SR-2024-000123",)),
        ("lihat /tickets/1-1262691971", ("1-1262691971",)),
        ("JK2311140207 5 hari", ("JK2311140207",)),
        ("rt 05 rw 02 nomor 12790", ()),
        ("", ()),
    ],
)
def test_codes_are_found_among_other_words(text: str, found: tuple[str, ...]) -> None:
    assert [key(piece) for piece in pieces(text, "JK") if key(piece) in map(key, found)] == [key(one) for one in found]


@pytest.mark.parametrize(
    "typed", ["JK2311140207", "jk 231114 9", "2311140207", "KC2311140207", "JK23111402077", "JK23111402O7"]
)
def test_letters_a_day_and_a_number_are_a_code_by_their_form(typed: str) -> None:
    assert is_code(typed, "JK")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "JK",
        "231114",
        "12790",
        "2023-11-14",
        "RT 008",
        "B 2468 ZZZ",
        "JK2399990207",
        "lampu",
        "2026-10..2026-11",
        "masuk:2026-10..2026-11",
        "hari:2610202611",
    ],
)
def test_other_numbers_are_words(typed: str) -> None:
    assert not is_code(typed, "JK")
