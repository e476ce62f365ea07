"""How moments and days are written: in the page's language and the city's time zone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask_babel import force_locale

from portal.presentation import dates
from portal.presentation.dates import Stamp

pytestmark = pytest.mark.only_on("sqlite")  # words and addresses: nothing of it asks the database

MOMENT = datetime(2023, 11, 13, 23, 41, tzinfo=UTC)  # 14 November, 06.41 in Jakarta


@pytest.mark.parametrize(
    ("write", "at", "id", "en"),
    [
        (dates.moment, MOMENT, "Selasa 14 Nov 2023, 06.41", "Tuesday 14 Nov 2023, 06:41"),
        (dates.short_moment, MOMENT, "14 Nov 2023, 06.41", "14 Nov 2023, 06:41"),
        (dates.clock, MOMENT, "06.41", "06:41"),
        (dates.day, MOMENT, "14 Nov 2023", "14 Nov 2023"),
        (dates.day, date(2023, 8, 5), "5 Agu 2023", "5 Aug 2023"),
        (dates.day_written, "2023-08-05", "5 Agu 2023", "5 Aug 2023"),
        (dates.month, date(2023, 8, 1), "Agustus 2023", "August 2023"),
        (dates.mon, date(2023, 5, 1), "Mei", "May"),
        (dates.iso, MOMENT, "2023-11-14T06:41:00+07:00", "2023-11-14T06:41:00+07:00"),
    ],
)
def test_a_moment_is_written_as_people_of_the_language_write_it(
    app: Flask, write: Callable[[date | str], str], at: date | str, id: str, en: str
) -> None:
    for language, said in (("id", id), ("en", en)):
        with app.app_context(), force_locale(language):
            assert write(at) == said


def test_a_stamp_has_all_that_a_timeline_prints_of_a_moment(app: Flask) -> None:
    with app.app_context():
        assert dates.stamp(MOMENT) == Stamp(
            "2023-11-14T06:41:00+07:00", 2023, "Selasa 14 Nov 2023", "Selasa 14 Nov", "06.41"
        )


def test_every_month_and_weekday_has_its_name(app: Flask) -> None:
    with app.app_context():
        days = [dates.moment(datetime(2024, 1, n, 5, tzinfo=UTC)).split()[0] for n in range(1, 8)]
        months = [dates.mon(date(2024, n, 1)) for n in range(1, 13)]
    assert days == ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
    assert months == ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"]
