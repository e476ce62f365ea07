"""How telephone numbers are built in every country, by Google's libphonenumber."""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers
from phonenumbers import Leniency, PhoneNumber, PhoneNumberFormat, PhoneNumberMatcher, PhoneNumberType, ValidationResult

#: The ISO codes of the countries whose numbers are known.
REGIONS = frozenset(phonenumbers.SUPPORTED_REGIONS)
_LEAST_AFTER_CODE = 6
#: WhatsApp still writes the 1 that stood before Mexico's mobile numbers until 2019.
_OLD_MEXICAN = re.compile(r"^521(?=\d{10}$)")
_ONE_PERSONS = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}
_remembering = lru_cache(maxsize=4096)  # one number is asked for several times while a text is cut


@_remembering
def has_calling_code(digits: str) -> bool:
    """Whether the digits are the calling code of a country and as many more as a number has there."""
    number = _parsed("+" + _OLD_MEXICAN.sub("52", digits))
    if number is None or phonenumbers.is_possible_number_with_reason(number) != ValidationResult.IS_POSSIBLE:
        return False
    return len(phonenumbers.national_significant_number(number)) >= _LEAST_AFTER_CODE


@_remembering
def without_trunk(digits: str, region: str, *, assigned: bool = True) -> str:
    """The number without its trunk prefix when people of a country write one of theirs with these digits, else "".

    ``assigned``: that the country gives out such numbers is asked for, and the prefix where its people write it; else
    a number may be any that is as long as theirs.
    """
    for found in PhoneNumberMatcher(digits, region, Leniency.VALID if assigned else Leniency.POSSIBLE):
        number = phonenumbers.national_significant_number(found.number)
        if found.raw_string == digits and f"{found.number.country_code}{number}" not in digits:
            return number
    return ""


@_remembering
def is_mobile(digits: str, region: str) -> bool:
    """Whether a number of a country is, or may be, that of a mobile telephone."""
    number = _parsed(digits, region)
    return number is not None and phonenumbers.number_type(number) in _ONE_PERSONS


@_remembering
def trunk(region: str) -> str:
    """What stands before a number of a country when it is dialled at home; "" in countries that dial nothing."""
    return phonenumbers.ndd_prefix_for_region(region, True) or ""


@_remembering
def home_form(digits: str, regions: tuple[str, ...]) -> str:
    """A telephone number's digits as they are dialled at home in one of the countries: 62811 and 0811 are the same."""
    abroad = _parsed("+" + digits.removeprefix("00"))
    for region in (*regions, "ID"):
        for number in (abroad, _parsed(digits, region)):
            if number and phonenumbers.is_valid_number_for_region(number, region):
                return re.sub(r"\D", "", phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL))
    return digits


def _parsed(written: str, region: str | None = None) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        return None
