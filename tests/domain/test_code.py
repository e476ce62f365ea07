"""Codes as people type them."""

from __future__ import annotations

import pytest

from portal.domain.code import hyphenated, near, readings


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


def test_a_code_with_hyphens_of_its_own_is_read_literally_first() -> None:
    assert readings("1-2345", "LA")[0] == "1-2345"


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
    assert len(around) == len(set(around)) < 120


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("SR2690000001", "SR26-90000001"),
        ("sr 26 9000 0001", "SR26-90000001"),
        ("1870704831", "1-870704831"),
        ("2024AB000101", "2024-AB-000101"),
    ],
)
def test_a_sources_number_is_known_without_its_hyphens(typed: str, code: str) -> None:
    assert code in hyphenated(typed)


@pytest.mark.parametrize("typed", ["lampu jalan", "rt 03", "SR26", "", "1" * 17, "jalan 2023"])
def test_what_is_no_number_of_a_source_gets_no_hyphens(typed: str) -> None:
    assert hyphenated(typed) == ()
