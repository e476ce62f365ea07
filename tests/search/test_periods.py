"""Quarters, halves of a year and weekends, in both languages, with and without their year."""

from __future__ import annotations

import re
from datetime import date

import pytest

from portal.search.periods import ONE_PERIOD, PERIOD, VAGUE, period_days

TODAY = date(2026, 11, 27)  # a Friday


@pytest.mark.parametrize(
    ("texts", "first", "last"),
    [
        ("triwulan 1 2023|triwulan I 2023|tw 1 2023|q1 2023|2023-q1|2023q1|q1/2023", "2023-01-01", "2023-03-31"),
        ("kuartal ketiga 2023|kwartal III 2023|third quarter of 2023|3rd quarter 2023", "2023-07-01", "2023-09-30"),
        ("kuartal ke-4 tahun 2023|the fourth quarter of 2023|quarter 4 of 2023", "2023-10-01", "2023-12-31"),
        ("semester 2 2023|smt II 2023|h2 2023|second half of 2023|paruh kedua 2023", "2023-07-01", "2023-12-31"),
        ("q2|kuartal 2", "2026-04-01", "2026-06-30"),
        ("q4|kuartal ini|this quarter", "2026-10-01", "2026-12-31"),
        ("triwulan lalu|last quarter|kuartal yang lalu|the previous quarter", "2026-07-01", "2026-09-30"),
        ("semester lalu|h1|last half", "2026-01-01", "2026-06-30"),
        ("akhir pekan|weekend|akhir pekan lalu|last weekend|wiken kemarin", "2026-11-21", "2026-11-22"),
        ("akhir pekan ini|this weekend", "2026-11-28", "2026-11-29"),
    ],
)
def test_a_period_has_its_first_and_last_day(texts: str, first: str, last: str) -> None:
    for text in texts.lower().split("|"):
        assert period_days(text, TODAY) == (date.fromisoformat(first), date.fromisoformat(last)), text
        assert re.fullmatch(PERIOD, re.sub("[-/]", " ", text)), text


def test_what_is_not_certain_is_none() -> None:
    for text in ("triwulan 5 2023", "q9", "semester 3 2023", "h3 2023", "q1 0000", "kuartal", "lebaran", "twist", ""):
        assert period_days(text, TODAY) is None, text
    assert period_days("q1", None) is None, "of no year that is known"
    assert period_days("weekend", date(2026, 11, 28)) == (date(2026, 11, 28), date(2026, 11, 29)), "it has begun"
    assert re.fullmatch(ONE_PERIOD, "akhir pekan lalu") and not re.fullmatch(ONE_PERIOD, "akhir pekan")


@pytest.mark.parametrize(
    "text", ["akhir tahun", "awal tahun 2023", "late january", "pertengahan maret 2023", "early 2023", "lebaran 2023"]
)
def test_nobody_can_tell_the_days_of_a_vague_time(text: str) -> None:
    assert re.fullmatch(VAGUE, text)
    assert period_days(text, TODAY) is None
