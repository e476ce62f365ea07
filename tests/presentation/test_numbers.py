"""How figures, times and durations are written in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from portal.presentation import dates, numbers

MOMENT = datetime(2023, 11, 13, 23, 41, tzinfo=UTC)  # 14 November, 06.41 in Jakarta


@pytest.fixture
def indonesian(app: Flask) -> Iterator[None]:
    with app.test_request_context("/"):
        yield


@pytest.fixture
def english(app: Flask) -> Iterator[None]:
    with app.test_request_context("/", environ_overrides={"pantau.language": "en"}):
        yield


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=5), "kurang dari 1 menit"),
        (timedelta(minutes=12, seconds=40), "12 menit"),
        (timedelta(hours=1, minutes=12), "1 jam 12 menit"),
        (timedelta(hours=5), "5 jam"),
        (timedelta(days=2, hours=4, minutes=50), "2 hari 4 jam"),
        (timedelta(days=3), "3 hari"),
        (timedelta(days=9, hours=20), "9 hari"),
        (timedelta(days=311), "311 hari"),
        (timedelta(days=1040), "2 tahun 10 bulan"),
        (timedelta(days=-1), "kurang dari 1 menit"),
    ],
)
@pytest.mark.usefixtures("indonesian")
def test_a_duration_is_as_exact_as_one_needs_it(span: timedelta, words: str) -> None:
    assert numbers.duration(span) == words


@pytest.mark.usefixtures("english")
def test_english_tells_one_from_many() -> None:
    assert numbers.duration(timedelta(days=1, hours=2)) == "1 day 2 hours"
    assert numbers.days(1.0) == "1 day"
    assert numbers.days(2.84) == "2.8 days"
    assert numbers.number(12304) == "12,304"
    assert dates.moment(MOMENT) == "Tuesday 14 Nov 2023, 06:41"


@pytest.mark.usefixtures("indonesian")
def test_figures_and_moments_are_written_as_the_city_writes_them() -> None:
    assert numbers.number(1482019) == "1.482.019"
    assert numbers.number(2.84, 1) == "2,8"
    assert numbers.percent(0.934) == "93%"
    assert dates.moment(MOMENT) == "Selasa 14 Nov 2023, 06.41"
    assert dates.clock(MOMENT) == "06.41"
    assert dates.day(MOMENT) == "14 Nov 2023"
    assert dates.stamp(MOMENT).day_of_year == "Selasa 14 Nov"
    assert dates.iso(MOMENT) == "2023-11-14T06:41:00+07:00"
    assert numbers.days(0.25) == "6 jam"
    assert numbers.days(None) == "–"
