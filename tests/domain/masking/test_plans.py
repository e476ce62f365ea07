"""Calling codes and national numbers are told apart by their digits."""

from __future__ import annotations

import re

import pytest

from portal.domain.masking.plans import PLANS, after_code, has_plan, home_form


@pytest.mark.parametrize("digits", ["08111272206", "628111272206", "6208111272206", "00628111272206"])
def test_a_number_is_its_digits_as_they_are_dialled_at_home(digits: str) -> None:
    assert home_form(digits, ()) == "08111272206"


def test_the_form_at_home_is_that_of_the_countries_that_are_asked_for() -> None:
    assert home_form("4930901820", ("DE",)) == home_form("030901820", ("DE",)) == "030901820"
    assert home_form("4930901820", ("FR",)) == "4930901820"
    assert home_form("4533663366", ("DK",)) == "33663366"


@pytest.mark.parametrize(
    ("digits", "number"),
    [
        ("4930901820", "30901820"),
        ("49030901820", "030901820"),
        ("12135550123", "2135550123"),
        ("11355501234", ""),  # no area code begins with 1
        ("331", ""),
        ("21912345678", ""),  # 219 is nobody's
        ("2012345", ""),  # Egypt's numbers are longer
        ("3545550123", "5550123"),
    ],
)
def test_what_follows_a_calling_code_is_as_long_as_numbers_are_there(digits: str, number: str) -> None:
    assert after_code(digits) == number


def test_a_country_without_a_plan_has_a_calling_code_all_the_same() -> None:
    assert after_code("3545550123") and not has_plan("3545550123")
    assert has_plan("4930901820")


@pytest.mark.parametrize("region", PLANS)
def test_a_plan_fits_its_own_calling_code(region: str) -> None:
    plan = PLANS[region]
    assert re.fullmatch(r"[A-Z]{2}", region) and 1 <= plan.least <= plan.most <= 15 - len(plan.code)
    number = next(start for start in ("3055", "2055", "9055") if re.match(plan.lead, start))
    digits = plan.code + number + "5" * (plan.least - 4)
    assert after_code(digits) and has_plan(digits)
