"""The form of dates is found in the values, and the order of day and month is proved or said to be a guess."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from portal.importers.date_form import reader
from portal.importers.drafting.dates import DateForms, forms_of, moments
from tests.support.drafting import column


def forms(*cells: str, named: bool = True, day_first: bool = True) -> DateForms:
    return forms_of(column("Date", *cells), named=named, day_first=day_first)


@pytest.mark.parametrize(
    ("value", "form"),
    [
        ("2024-03-13", "iso"),
        ("2024-03-13T07:12:09.000", "iso"),
        ("2024-03-13 07:12:09+07:00", "iso"),
        ("2024-03-13T07:12:09Z", "iso"),
        ("12/31/2018 11:55:30 PM", "%m/%d/%Y %I:%M:%S %p"),
        ("31/12/2018 23:55", "%d/%m/%Y %H:%M"),
        ("31.12.2018 23.55.10", "%d.%m.%Y %H.%M.%S"),
        ("31-12-18", "%d-%m-%y"),
        ("2018/12/31 23:55:10", "%Y/%m/%d %H:%M:%S"),
        ("31 Dec 2018", "%d %b %Y"),
        ("31-Dec-18 07:00", "%d-%b-%y %H:%M"),
        ("December 31, 2018 11:55 PM", "%B %d, %Y %I:%M %p"),
        ("13/03/2024, 07:12", "%d/%m/%Y, %H:%M"),
    ],
)
def test_a_written_date_is_read_by_the_form_that_is_found(value: str, form: str) -> None:
    found = forms(value, named=False)
    assert (found.forms, found.share) == ((form,), 1)
    assert reader(form)(value).day in (13, 31)


@pytest.mark.parametrize(
    ("value", "form"),
    [
        ("45580.25", "excel"),
        ("45580", "excel"),
        ("1710313929", "epoch"),
        ("20240313", "iso"),
        ("20240313071209", "%Y%m%d%H%M%S"),
    ],
)
def test_a_bare_number_is_a_date_only_where_the_name_says_so(value: str, form: str) -> None:
    assert forms(value).forms == (form,)
    assert forms(value, named=False).forms == ()


def test_a_number_above_twelve_proves_the_order() -> None:
    assert forms("03/04/2024", "13/04/2024", day_first=False) == DateForms(("%d/%m/%Y",), 1, "13/04/2024", True)
    assert forms("03/04/2024", "04/13/2024", day_first=True) == DateForms(("%m/%d/%Y",), 1, "04/13/2024", False)


def test_without_a_proof_the_order_is_a_guess_by_what_is_usual() -> None:
    assert forms("03/04/2024", day_first=True) == DateForms(("%d/%m/%Y",), 1, None, True)
    assert forms("03/04/2024", day_first=False) == DateForms(("%m/%d/%Y",), 1, None, False)


def test_mixed_forms_are_all_named_the_most_frequent_first() -> None:
    found = forms("2024-03-13", "2024-03-14", "15/03/2024 07:12", "16/03/2024")
    assert found.forms[0] == "iso" and set(found.forms[1:]) == {"%d/%m/%Y %H:%M", "%d/%m/%Y"}


@pytest.mark.parametrize("value", ["Jakarta", "40/40/2024", "34.05", "1-870704831", "", "13 Foo 2024", "0001-01-01"])
def test_what_is_no_date_has_no_form(value: str) -> None:
    assert forms(value, named=False).forms == ()


def test_moments_can_be_compared_within_a_row() -> None:
    found = moments(column("Date", "2024-03-13", "", "soon", "13/03/2024"), ("iso", "%d/%m/%Y"))
    day = datetime(2024, 3, 13, tzinfo=UTC)
    assert found == [day, None, None, day]
