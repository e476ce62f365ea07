"""The year's reports by season and hour, the hours of offices, and dates as people write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pytest

from portal.demo.calendar import DAY, DAYS, HOUR, clock, office, quiet, short_date, spoken_date, year

UNTIL = datetime(2026, 10, 31, 17, tzinfo=UTC)
ZONE = "Asia/Jakarta"


def local(text: str) -> int:
    """Local seconds since 1970 of a local time."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def test_a_year_has_as_many_reports_as_asked_for_in_order_and_before_its_end() -> None:
    made = year(5_000, 1, UNTIL, ZONE)
    assert len(made.times) == len(made.numbers) == 5_000
    assert (np.diff(made.times) >= 0).all()
    assert made.times[-1] < made.until == int(UNTIL.timestamp())


def test_a_year_ends_with_the_day_before_the_moment_of_its_end() -> None:
    made = year(5_000, 1, UNTIL, ZONE)
    assert made.first == date(2025, 11, 1)
    days = made.day_number(made.times)
    assert (days.min(), days.max()) == (0, DAYS - 1)
    assert made.local(0) == 7 * HOUR


def test_reports_of_a_day_are_numbered_from_one() -> None:
    made = year(5_000, 1, UNTIL, ZONE)
    days = made.day_number(made.times)
    for day in (0, 100, 364):
        numbers = made.numbers[days == day].tolist()
        assert numbers == list(range(1, len(numbers) + 1))


def test_storms_come_on_rainy_days_only() -> None:
    made = year(100, 1, UNTIL, ZONE)
    assert made.storm.any() and not (made.storm & ~made.rain).any()


def test_the_same_seed_gives_the_same_year_and_another_gives_another() -> None:
    first, second, third = (year(1_000, seed, UNTIL, ZONE).times for seed in (1, 1, 2))
    assert (first == second).all() and (first != third).any()


@pytest.mark.parametrize(
    ("day", "expected"), [("2024-12-25", True), ("2024-08-17", True), ("2024-07-03", False), ("2024-11-12", False)]
)
def test_public_holidays_are_quiet(day: str, expected: bool) -> None:
    assert quiet(date.fromisoformat(day)) is expected


@pytest.mark.parametrize(
    ("at", "roll", "expected"),
    [
        ("2024-03-12 10:30", 0.5, "2024-03-12 10:30"),  # a Tuesday morning is worked at once
        ("2024-03-12 03:00", 0.0, "2024-03-12 07:00"),  # the night waits for the morning
        ("2024-03-12 19:00", 0.0, "2024-03-12 19:00"),
        ("2024-03-12 20:00", 0.0, "2024-03-13 07:00"),  # the evening for the next one
        ("2024-03-12 20:00", 0.999, "2024-03-13 09:29"),  # which begins within two and a half hours
    ],
)
def test_offices_work_by_day(at: str, roll: float, expected: str) -> None:
    found = office(local(at), 1.0, roll)
    assert datetime.fromtimestamp(found, UTC).strftime("%Y-%m-%d %H:%M") == expected


def test_an_office_without_weekends_begins_on_monday() -> None:
    saturday = local("2024-03-16 10:00")
    monday = datetime.fromtimestamp(office(saturday, 0.0, 0.5), UTC)
    assert (monday.date(), monday.hour >= 7) == (date(2024, 3, 18), True)
    assert office(saturday, 1.0, 0.5) == saturday


def test_no_office_begins_before_it_was_asked() -> None:
    for hour in range(24 * 8):
        for roll in (0.0, 0.3, 0.7, 0.99):
            at = local("2024-03-11 00:00") + hour * HOUR
            begun = office(at, 0.5, roll)
            assert begun >= at
            assert 7 * HOUR <= begun % DAY <= 19 * HOUR


def test_dates_are_written_in_words_and_in_digits() -> None:
    at = local("2024-03-12 09:05")
    assert spoken_date(at) == "Selasa, 12 Maret 2024"
    assert short_date(at) == "12/03/2024"
    assert clock(at) == "09.05"
