"""Days that people name from today: whole weeks, months and years, and a number of them that ends today."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from portal.search.relative_days import relative_days

TODAY = date(2024, 3, 31)  # a Sunday, the last of its week; the month before has no such day


@pytest.mark.parametrize(
    ("texts", "first", "last"),
    [
        ("hari ini|today|this day|sekarang|tadi pagi|now", "2024-03-31", "2024-03-31"),
        ("kemarin|kemaren|kmrn|yesterday|semalam|last night|1 hari lalu|a day ago", "2024-03-30", "2024-03-30"),
        ("kemarin dulu|the day before yesterday|2 hari yang lalu|2 days ago", "2024-03-29", "2024-03-29"),
        ("rabu|hari rabu|rabu lalu|rabu ini|last wednesday|this wednesday|on wednesday", "2024-03-27", "2024-03-27"),
        ("hari minggu|ahad|sunday|hari minggu ini", "2024-03-31", "2024-03-31"),
        ("hari minggu lalu|last sunday|hari minggu kemarin", "2024-03-24", "2024-03-24"),
        ("minggu ini|pekan ini|minggu-ini|this week", "2024-03-25", "2024-03-31"),
        ("minggu lalu|minggu kmrn|pekan kemarin|minggu yg lalu|last week|seminggu lalu", "2024-03-18", "2024-03-24"),
        ("2 minggu lalu|2 weeks ago", "2024-03-11", "2024-03-17"),
        ("bulan ini|bln ini|this month", "2024-03-01", "2024-03-31"),
        ("bulan lalu|bulan kemarin|last month|previous month|in the last month", "2024-02-01", "2024-02-29"),
        ("3 bulan lalu|3 months ago", "2023-12-01", "2023-12-31"),
        ("tahun ini|thn ini|this year", "2024-01-01", "2024-12-31"),
        ("tahun lalu|last year|setahun yang lalu", "2023-01-01", "2023-12-31"),
        (
            "30 hari terakhir|30hari terakhir|last 30 days|past-30-days|dalam 30 hari belakangan",
            "2024-03-02",
            "2024-03-31",
        ),
        ("seminggu terakhir|seminggu ini|past week|7 hari ini|last 1 week", "2024-03-25", "2024-03-31"),
        ("sebulan terakhir|past month|last 1 month", "2024-03-01", "2024-03-31"),
        ("setahun belakangan ini|within the past year|last 12 months", "2023-04-01", "2024-03-31"),
    ],
)
def test_both_ends_of_days_that_are_named_from_today(texts: str, first: str, last: str) -> None:
    found = {text: relative_days(text, TODAY) for text in texts.split("|")}
    assert set(found.values()) == {(date.fromisoformat(first), date.fromisoformat(last))}, found


def test_a_week_begins_on_monday() -> None:
    monday = TODAY + timedelta(days=1)
    assert relative_days("minggu ini", monday) == (monday, monday + timedelta(days=6))
    assert relative_days("minggu lalu", monday) == relative_days("minggu ini", TODAY)


@pytest.mark.parametrize(
    "text",
    ["", "minggu", "ini", "lalu", "7 hari", "this", "last", "besok", "2024", "0 hari terakhir", "9999 tahun lalu",
     "last week ago", "minggu depan", "last 99999 days"],
)  # fmt: skip
def test_what_names_no_past_days_is_none(text: str) -> None:
    assert relative_days(text, TODAY) is None
