"""How numbers and durations are written in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask_babel import force_locale

from portal.presentation import numbers

pytestmark = pytest.mark.only_on("sqlite")  # words and addresses: nothing of it asks the database


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


@pytest.mark.usefixtures("indonesian")
def test_figures_are_written_as_the_city_writes_them() -> None:
    assert numbers.percent(0.934) == "93%"
    assert numbers.percent(0.0449, 1) == "4,5%"
    assert numbers.days(0.25) == "6 jam"
    assert numbers.days(None) == "–"


@pytest.mark.parametrize(
    ("value", "digits", "id", "en"),
    [
        (0, 0, "0", "0"),
        (-0.2, 0, "0", "0"),
        (999, 0, "999", "999"),
        (1000, 0, "1.000", "1,000"),
        (1482019, 0, "1.482.019", "1,482,019"),
        (12304.6, 0, "12.305", "12,305"),
        (2.5, 0, "2", "2"),
        (2.84, 1, "2,8", "2.8"),
        (3.0, 1, "3", "3"),
        (1234.56, 1, "1.234,6", "1,234.6"),
        (-1234.5, 2, "-1.234,5", "-1,234.5"),
    ],
)
def test_a_number_has_its_marks_and_no_decimals_for_show(
    app: Flask, value: float, digits: int, id: str, en: str
) -> None:
    for language, said in (("id", id), ("en", en)):
        with app.app_context(), force_locale(language):
            assert numbers.number(value, digits) == said


@pytest.mark.usefixtures("indonesian")
@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(minutes=4), "4 menit lalu"),
        (timedelta(hours=3, minutes=50), "3 jam lalu"),
        (timedelta(days=9), "9 hari lalu"),
    ],
)
def test_how_long_ago_is_said_in_one_unit(span: timedelta, words: str) -> None:
    now = datetime(2023, 11, 13, 23, 41, tzinfo=UTC)
    assert numbers.ago(now - span, now) == words
