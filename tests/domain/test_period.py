"""Periods in the city's calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from portal.domain.period import ALL, Span, covering, months, parse, whole_year, year_before

JAKARTA = "Asia/Jakarta"


def test_a_year_begins_at_midnight_of_the_city() -> None:
    year = parse("2023", JAKARTA)
    assert year is not None
    assert (year.since, year.until) == (datetime(2022, 12, 31, 17, tzinfo=UTC), datetime(2023, 12, 31, 17, tzinfo=UTC))


def test_summer_time_moves_the_first_moment_of_a_month() -> None:
    november = parse("2023-11", "America/Los_Angeles")
    assert november is not None and november.since and november.until
    assert (november.since.hour, november.until.hour) == (7, 8)


def test_quarters_are_three_months() -> None:
    quarter = parse("2023-Q4", "UTC")
    assert quarter is not None
    assert (quarter.span, quarter.part, quarter.year) == (Span.QUARTER, 4, 2023)
    assert (quarter.since, quarter.until) == (datetime(2023, 10, 1, tzinfo=UTC), datetime(2024, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(("key", "year"), [("2023-07", "2023"), ("2023-Q4", "2023"), ("2023", "2023"), ("all", "all")])
def test_a_period_lies_in_a_whole_year_or_is_all_time(key: str, year: str) -> None:
    period = parse(key, JAKARTA)
    assert period is not None and whole_year(period, JAKARTA) == parse(year, JAKARTA)


@pytest.mark.parametrize(
    "key",
    [
        "",
        "2023-13",
        "2023-00",
        "2023-Q5",
        "0000",
        "20231",
        "٢٠٢٣",
        "2023-1",
        "ALL",
        "2023\n",
        "2023-02-30..2023-03-01",
        "2023-03-02..2023-03-01",
        "..",
        "2023-01-01..",
    ],
)
def test_what_names_no_period_is_none(key: str) -> None:
    assert parse(key, JAKARTA) is None


def test_periods_cover_what_was_received_and_nothing_else() -> None:
    found = covering(datetime(2022, 12, 31, 18, tzinfo=UTC), datetime(2023, 4, 2, tzinfo=UTC), JAKARTA)
    assert [p.key for p in found] == ["all", "2023", "2023-Q1", "2023-Q2", "2023-01", "2023-02", "2023-03", "2023-04"]
    assert found[0] is ALL


def test_months_have_no_gaps_over_new_year() -> None:
    found = list(months(datetime(2022, 11, 5, tzinfo=UTC), datetime(2023, 2, 1, tzinfo=UTC), "UTC"))
    assert [p.key for p in found] == ["2022-11", "2022-12", "2023-01", "2023-02"]
    assert all(a.until == b.since for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("key", "first", "last"), [("2023", 1, 12), ("2023-Q3", 7, 9), ("2023-05", 5, 5), ("2023-Q1", 1, 3)]
)
def test_a_period_knows_its_first_and_last_month(key: str, first: int, last: int) -> None:
    period = parse(key, JAKARTA)
    assert period is not None
    assert period.edges == (date(2023, first, 1), date(2023, last, 1))
    assert ALL.edges is None


def test_any_days_begin_and_end_at_midnight_of_the_city_and_lie_in_no_year() -> None:
    days = parse("2023-03-01..2023-03-01", JAKARTA)
    assert days is not None and days.span is Span.DAYS and days.year is days.edges is None
    assert (days.since, days.until) == (datetime(2023, 2, 28, 17, tzinfo=UTC), datetime(2023, 3, 1, 17, tzinfo=UTC))
    assert whole_year(days, JAKARTA) is days and year_before(days, JAKARTA) == parse("2022-03-01..2022-03-01", JAKARTA)
    leap = parse("2024-02-29..2024-03-31", JAKARTA)
    assert leap is not None and year_before(leap, JAKARTA) == parse("2023-02-28..2023-03-31", JAKARTA)
    assert year_before(ALL, JAKARTA) is None


@pytest.mark.parametrize(
    ("key", "days"),
    [
        ("2024-02", (date(2024, 2, 1), date(2024, 2, 29))),
        ("2023-Q4", (date(2023, 10, 1), date(2023, 12, 31))),
        ("2023", (date(2023, 1, 1), date(2023, 12, 31))),
        ("2023-01-05..2023-02-10", (date(2023, 1, 5), date(2023, 2, 10))),
        ("all", None),
    ],
)
def test_a_period_lasts_from_its_first_day_to_its_last(key: str, days: tuple[date, date] | None) -> None:
    found = parse(key, JAKARTA)
    assert found is not None and found.days == days
