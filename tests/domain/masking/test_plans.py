"""Calling codes and national numbers are told apart by their digits."""

from __future__ import annotations

import pytest

from portal.domain.masking.plans import has_calling_code, home_form, is_mobile, trunk, without_trunk


@pytest.mark.parametrize("digits", ["08111272206", "628111272206", "6208111272206", "00628111272206"])
def test_a_number_is_its_digits_as_they_are_dialled_at_home(digits: str) -> None:
    assert home_form(digits, ()) == "08111272206"


def test_the_form_at_home_is_that_of_the_countries_that_are_asked_for() -> None:
    assert home_form("4930901820", ("DE",)) == home_form("030901820", ("DE",)) == "030901820"
    assert home_form("4930901820", ("FR",)) == "4930901820"
    assert home_form("4533663366", ("DK",)) == "33663366"


def test_a_number_whose_trunk_people_write_or_not_has_one_form_at_home() -> None:
    assert {home_form(digits, ("IN",)) for digits in ("9876543210", "09876543210", "919876543210")} == {"09876543210"}
    assert home_form("9198765432", ("IN",)) == home_form("919198765432", ("IN",)) == "09198765432"
    assert {home_form(digits, ("RU",)) for digits in ("9123456789", "89123456789", "79123456789")} == {"89123456789"}


@pytest.mark.parametrize("digits", ["112", "115", "1500164"])
def test_a_short_number_of_a_service_is_its_own_form_at_home(digits: str) -> None:
    assert home_form(digits, ("DE",)) == digits


@pytest.mark.parametrize(
    ("digits", "has"),
    [
        ("4930901820", True),
        ("49030901820", True),  # many write the trunk, though nobody dials it
        ("12135550123", True),
        ("3545550123", True),
        ("5215555550123", True),  # Mexico's older form
        ("135550123", False),
        ("331", False),
        ("21912345678", False),  # 219 is nobody's
        ("2012345", False),  # Egypt's numbers are longer
        ("492023", False),
        ("08111272206", False),
    ],
)
def test_a_calling_code_has_as_many_digits_after_it_as_numbers_have_there(digits: str, has: bool) -> None:
    assert has_calling_code(digits) is has


@pytest.mark.parametrize(
    ("digits", "region", "number"),
    [
        ("030901820", "DE", "30901820"),
        ("30901820", "DE", ""),  # Germans write the trunk
        ("4930901820", "DE", ""),  # this is the international form
        ("9876543210", "IN", "9876543210"),
        ("09876543210", "IN", "9876543210"),
        ("0688450089", "IT", "0688450089"),  # Italy's 0 is part of the number
        ("06301234567", "HU", "301234567"),
        ("33663366", "DK", "33663366"),
        ("13663366", "DK", ""),
        ("07700900442", "GB", ""),
    ],
)
def test_a_number_is_known_where_its_people_write_it_so(digits: str, region: str, number: str) -> None:
    assert without_trunk(digits, region) == number


def test_a_number_that_need_not_be_given_out_has_the_length_of_one() -> None:
    assert without_trunk("07700900442", "GB", assigned=False) == "7700900442"
    assert without_trunk("0770090044299", "GB", assigned=False) == ""


def test_a_country_has_a_trunk_or_none_and_numbers_of_mobile_telephones() -> None:
    assert [trunk(region) for region in ("DE", "HU", "RU", "DK")] == ["0", "06", "8", ""]
    assert is_mobile("9876543210", "IN") and not is_mobile("1741225039", "IN") and not is_mobile("1", "IN")
