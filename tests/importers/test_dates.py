"""Dates as sources write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from portal.importers.dates import DateReader
from portal.importers.problem import FieldError

NOW = datetime(2024, 6, 1, tzinfo=UTC)


def reader(*formats: str, zone: str = "America/Los_Angeles") -> DateReader:
    return DateReader(formats, zone, NOW)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


def reason(dates: DateReader, text: str) -> str:
    with pytest.raises(FieldError) as error:
        dates.read(text, "When")
    assert error.value.field == "When"
    return error.value.reason


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("%m/%d/%Y %I:%M:%S %p", "12/31/2017 11:59:58 PM", (2018, 1, 1, 7, 59, 58)),
        ("%m/%d/%Y %I:%M:%S %p", "07/04/2017 12:00:00 AM", (2017, 7, 4, 7, 0, 0)),
        ("%m/%d/%Y %I:%M:%S %p", "7/4/2017 12:00:00 pm", (2017, 7, 4, 19, 0, 0)),
        ("%Y-%m-%d %H:%M:%S", "2020-01-01 00:05:00", (2020, 1, 1, 8, 5, 0)),
        ("%d.%m.%y", "05.01.20", (2020, 1, 5, 8, 0, 0)),
        ("%d %b %Y %H.%M", "5 Jan 2020 09.30", (2020, 1, 5, 17, 30, 0)),
        ("iso", "2020-01-01T00:05:00.987", (2020, 1, 1, 8, 5, 0)),
        ("iso", "2020-01-01T00:05:00+07:00", (2019, 12, 31, 17, 5, 0)),
        ("%Y-%m-%dT%H:%M:%S%z", "2020-01-01T00:05:00Z", (2020, 1, 1, 0, 5, 0)),
        ("epoch", "1577836800", (2020, 1, 1, 0, 0, 0)),
    ],
)
def test_a_date_is_read_in_its_form_and_zone(form: str, text: str, expected: tuple[int, ...]) -> None:
    assert reader(form).read(text, "When") == utc(*expected)


def test_forms_are_tried_in_order_whatever_came_before() -> None:
    dates = reader("%d/%m/%Y", "%m/%d/%Y", zone="UTC")
    assert dates.read("02/28/2020", "When") == utc(2020, 2, 28)
    assert dates.read("03/04/2020", "When") == utc(2020, 4, 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-06-01 23:00:00", None),
        ("2024-06-02 00:00:01", "date_in_future"),
        ("3023-01-01 00:00:00", "date_in_future"),
        ("9999-12-31 23:59:59", "date_in_future"),
        ("1990-01-01 00:00:00", None),
        ("1989-12-31 23:59:59", "date_too_early"),
        ("0001-01-01 00:00:00", "date_too_early"),
        ("2023-02-29 00:00:00", "not_a_date"),
        ("2023-13-01 00:00:00", "not_a_date"),
        ("2023-01-01 24:00:00", "not_a_date"),
        ("yesterday", "not_a_date"),
        ("２０２３-01-01 00:00:00 ", "not_a_date"),
    ],
)
def test_a_date_that_cannot_be_true_is_refused_with_its_reason(text: str, expected: str | None) -> None:
    dates = reader("%Y-%m-%d %H:%M:%S", zone="UTC")
    if expected is None:
        assert dates.read(text, "When").tzinfo is UTC
    else:
        assert reason(dates, text) == expected


@pytest.mark.parametrize("text", ["99999999999999999999", "-1e9", "", "12.5"])
def test_seconds_that_are_no_moment_are_refused(text: str) -> None:
    assert reason(reader("epoch"), text) in {"not_a_date", "date_in_future"}


def test_an_hour_that_clocks_show_twice_is_the_first_one() -> None:
    assert reader("iso").read("2017-11-05 01:30:00", "When") == utc(2017, 11, 5, 8, 30)


def test_an_hour_that_comes_twice_is_the_second_one_where_only_that_keeps_the_order() -> None:
    dates = reader("iso")
    opened = dates.read("2017-11-05 01:50:00", "When")
    assert dates.read_after("2017-11-05 01:10:00", "When", opened) == utc(2017, 11, 5, 9, 10)
    assert dates.read_after("2017-11-05 01:55:00", "When", opened) == utc(2017, 11, 5, 8, 55)


def test_a_closing_that_no_reading_can_save_stays_before_the_opening() -> None:
    dates = reader("iso")
    opened = dates.read("2017-11-05 03:00:00", "When")
    assert dates.read_after("2017-11-05 01:10:00", "When", opened) < opened


@pytest.mark.parametrize("skipped", ["02:00:00", "02:30:00", "02:59:59"])
def test_an_hour_that_clocks_skip_is_the_moment_of_the_jump(skipped: str) -> None:
    dates = reader("iso")
    jump = utc(2018, 3, 11, 10, 0)  # 03.00 summer time
    assert dates.read(f"2018-03-11 {skipped}", "When") == jump
    assert dates.read("2018-03-11 01:59:59", "When") < jump == dates.read("2018-03-11 03:00:00", "When")
    assert dates.day(f"2018-03-11 {skipped}") == "2018-03-11"


def test_a_report_of_the_skipped_hour_can_close_right_after_it() -> None:
    dates = reader("iso", zone="America/New_York")
    opened = dates.read("2024-03-10 02:59:59", "When")
    assert dates.read_after("2024-03-10 03:00:00", "When", opened) == opened
    whole_day = reader("iso", zone="Pacific/Apia").read("2011-12-30 12:00:00", "When")
    assert whole_day == utc(2011, 12, 30, 10, 0), "a day that the islands skipped"
    half_an_hour = reader("iso", zone="Australia/Lord_Howe").read("2023-10-01 02:10:00", "When")
    assert half_an_hour == utc(2023, 9, 30, 15, 30)


def test_a_deadline_at_midnight_is_the_end_of_that_day_and_may_lie_ahead() -> None:
    dates = reader("iso", zone="Asia/Jakarta")
    assert dates.read_planned("2024-09-01 00:00:00", "Due") == utc(2024, 9, 1, 16, 59, 59)
    assert dates.read_planned("2024-09-01 15:00:00", "Due") == utc(2024, 9, 1, 8, 0, 0)
    with pytest.raises(FieldError, match="date_in_future"):
        dates.read_planned("3023-09-01 00:00:00", "Due")


def test_the_day_of_a_date_is_the_day_on_the_spot() -> None:
    assert reader("%m/%d/%Y %I:%M:%S %p").day("12/31/2017 11:59:58 PM") == "2017-12-31"
    assert reader("iso").day("soon") == "soon"
    assert reader("iso").day("") == ""
