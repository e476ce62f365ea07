"""Ranges of numbers and of days as people type them, with their ends included."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.value_ranges import any_of_days, day_range, number_range


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("maret atau april 2023", ["maret 2023", "april 2023"]),
        ("Q1, q2 dan Q4 2023", ["Q1 2023", "q2 2023", "Q4 2023"]),
        ("2022-03,kemarin", ["2022-03", "kemarin"]),
        ("maret 2022 or 2023", ["maret 2022", "2023"]),
        ("antara 1 mei dan 5 mei", ["antara 1 mei dan 5 mei"]),
    ],
)
def test_the_year_of_the_last_of_several_times_is_that_of_all(text: str, times: list[str]) -> None:
    assert any_of_days(text) == times


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("5", (5, 5)),
        ("=5", (5, 5)),
        ("2..5", (2, 5)),
        ("2...5", (2, 5)),
        ("2 .. 5", (2, 5)),
        ("2-5", (2, 5)),
        ("2 s/d 5", (2, 5)),
        ("2 sampai 5", (2, 5)),
        ("dari 2 sampai 5", (2, 5)),
        ("lebih dari 30", (31, None)),
        ("kurang dari 3", (None, 2)),
        ("paling sedikit 3", (3, None)),
        ("at most 3", (None, 3)),
        ("2..", (2, None)),
        ("..5", (None, 5)),
        (">5", (6, None)),
        (">=5", (5, None)),
        ("<5", (None, 4)),
        ("<= 5", (None, 5)),
        ("≤5", (None, 5)),
        ("0", (0, 0)),
        ("999999", (999_999, 999_999)),
    ],
)
def test_a_range_of_numbers_has_both_ends_included(text: str, ends: tuple[int | None, int | None]) -> None:
    assert number_range(text) == ends


def test_a_range_that_is_typed_backwards_is_turned_round() -> None:
    assert number_range("9..2") == (2, 9)
    assert day_range("2023-03..2023-01") == (date(2023, 1, 1), date(2023, 3, 31))


@pytest.mark.parametrize(
    "text", ["", "..", "x", "-5", "1.5", "5>", ">1..2", "><5", "1000000", "٣", "²", "2..x", "x..2", "1..2..3"]
)
def test_what_is_no_range_of_numbers_is_none(text: str) -> None:
    assert number_range(text) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-12", "2023-12-01", "2023-12-31"),
        ("2023-02-03", "2023-02-03", "2023-02-03"),
        ("2023/2/3", "2023-02-03", "2023-02-03"),
        ("3/2/2023", "2023-02-03", "2023-02-03"),
        ("03-02-2023", "2023-02-03", "2023-02-03"),
        ("2/2023", "2023-02-01", "2023-02-28"),
        ("1.2.2023", "2023-02-01", "2023-02-01"),
        ("Maret 2026", "2026-03-01", "2026-03-31"),
        ("okt 2026", "2026-10-01", "2026-10-31"),
        ("15 agustus 2026", "2026-08-15", "2026-08-15"),
        ("15-Agu-2026", "2026-08-15", "2026-08-15"),
        ("28/11/26", "2026-11-28", "2026-11-28"),
        ("in november 2026", "2026-11-01", "2026-11-30"),
        ("tgl. 5 mei 2026", "2026-05-05", "2026-05-05"),
        ("antara tahun 2024 dan bulan maret 2026", "2024-01-01", "2026-03-31"),
        ("March 15, 2026", "2026-03-15", "2026-03-15"),
        ("mei 2026 .. juni 2026", "2026-05-01", "2026-06-30"),
        ("mei..juni 2026", "2026-05-01", "2026-06-30"),
        ("q1..q2 2023", "2023-01-01", "2023-06-30"),
        ("sejak triwulan 2 2023 sampai maret 2024", "2023-04-01", "2024-03-31"),
        ("desember-januari 2026", "2025-12-01", "2026-01-31"),
        ("1 s/d 15 mei 2026", "2026-05-01", "2026-05-15"),
        ("from 1 Jan 2024 to 31 Jan 2024", "2024-01-01", "2024-01-31"),
        ("01-01-2026 s.d. 31-01-2026", "2026-01-01", "2026-01-31"),
        ("2026-03-01-2026-03-05", "2026-03-01", "2026-03-05"),
        ("2025 - 2026", "2025-01-01", "2026-12-31"),
        ("2022..2023", "2022-01-01", "2023-12-31"),
        ("1/2/2023..2023-03", "2023-02-01", "2023-03-31"),
    ],
)
def test_a_year_a_month_and_a_day_reach_from_their_first_to_their_last_day(text: str, first: str, last: str) -> None:
    assert day_range(text) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        (">2023", (date(2024, 1, 1), None)),
        ("<2023", (None, date(2022, 12, 31))),
        (">=2023-02", (date(2023, 2, 1), None)),
        ("<=2023-02", (None, date(2023, 2, 28))),
        ("..2023", (None, date(2023, 12, 31))),
        ("2023..", (date(2023, 1, 1), None)),
        ("sejak 2 agu 2024", (date(2024, 8, 2), None)),
        ("sampai mei 2024", (None, date(2024, 5, 31))),
        ("sebelum 2024", (None, date(2023, 12, 31))),
        ("after 2023", (date(2024, 1, 1), None)),
        ("sejak minggu lalu", (date(2024, 2, 19), None)),
        ("sebelum bulan ini", (None, date(2024, 1, 31))),
        ("dari 2 jan 2024 sampai kemarin", (date(2024, 1, 2), date(2024, 2, 28))),
        ("last month..today", (date(2024, 1, 1), date(2024, 2, 29))),
        ("februari", (date(2024, 2, 1), date(2024, 2, 29))),  # a month without its year is the last that has begun
        ("sejak maret", (date(2023, 3, 1), None)),
        ("des-jan", (date(2023, 12, 1), date(2024, 1, 31))),
        ("april s/d maret", (date(2022, 4, 1), date(2023, 3, 31))),
        ("mei..juni 2022", (date(2022, 5, 1), date(2022, 6, 30))),
        ("2024-01 sampai sekarang", (date(2024, 1, 1), date(2024, 2, 29))),
        ("28/2", (date(2024, 2, 28), date(2024, 2, 28))),
        ("1/3..5/3", (date(2023, 3, 1), date(2023, 3, 5))),
        ("1 s/d 15 jan", (date(2024, 1, 1), date(2024, 1, 15))),
        ("between 1 nov and 5 nov", (date(2023, 11, 1), date(2023, 11, 5))),
    ],
)
def test_open_ranges_of_days_begin_after_and_end_before_the_whole_named_time(
    text: str, ends: tuple[date | None, date | None]
) -> None:
    assert day_range(text, date(2024, 2, 29)) == ends


def test_days_beyond_the_calendar_are_its_first_and_last() -> None:
    assert day_range(">9999") == (date.max, None)
    assert day_range("<0001") == (None, date.min)


@pytest.mark.parametrize(
    "text",
    ["", "..", "2023-13", "2023-02-30", "30/2/2023", "0000", "23", "kemarin", "maret", "1/3", "31/2/26", "2023-1-1-1"],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert day_range(text) is None


@given(st.text(max_size=30))
def test_no_text_is_an_error(text: str) -> None:
    for parse in (number_range, day_range):
        ends = parse(text)
        assert ends is None or len(ends) == 2


@given(st.dates(), st.dates())
def test_two_days_are_found_again_in_order(one: date, other: date) -> None:
    assert day_range(f"{one.isoformat()}..{other.isoformat()}") == (min(one, other), max(one, other))
