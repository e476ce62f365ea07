"""Telephone numbers of all countries in their international form, and of the city's own in their national one."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise

from .number import Number
from .plans import has_calling_code, is_mobile, trunk, without_trunk

_LEAST_AFTER_WORD = 10  # digits of an international number without its plus
_COORDINATES = re.compile(r"\d{1,3}\.\d{3,}[ ,;/-]{1,3}\d{1,3}\.\d{3,}")
_HOUR = re.compile(r"[01]\d(?:[0-5]\d)?|2[0-3](?:[0-5]\d)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTH_AND_YEAR = re.compile(
    r"\(?(?:0[1-9]|[12]\d|3[01])\D(?:0[1-9]\D|1[0-2]\D)?(?:19|20)\d\d(?:\D[0-2]\d(?:\D[0-5]\d)?)?"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+")
_ROUND = re.compile(r"000\D?000$")
#: Digits that are a number of the country without a word or a gap that shows it.
_LEAST_IN_ONE = 9
#: Between two groups of which the second is no part of the number: a new sentence, the minus of a coordinate.
_NEXT = re.compile(r"[.,:;][ \t\n]|[ ,]-$")
_MOST_AT_HOME = 14  # E.164: fifteen digits with the calling code
_IN_EVERY_CITY = "ID"  # numbers.py has rules of its own for Indonesia
_STREET = 20  # from the first house of a row to the last, at most
_OF_LISTS = frozenset("/,:;*|~\n\u2022\u00b7")


def is_abroad(number: Number) -> bool:
    """Whether a number is dialled from another country: + or 00, the calling code, as many digits as are due there."""
    before, exit_code = number.before, _exit_code(number)
    if before.code:
        return False
    if exit_code is None:
        # Without the plus only a word before it can say so: WhatsApp 491512345678.
        spoken = before.phone and len(number.digits) >= _LEAST_AFTER_WORD
        return spoken and _holds_together(number, 1) and not _is_years(number) and has_calling_code(number.digits)
    digits, bracketed = number.digits[len(exit_code) :], "(0)" in number.written
    if not (has_calling_code(digits) or (bracketed and has_calling_code(digits.replace("0", "", 1)))):
        return False
    if before.asset and not before.phone:
        return False
    code_apart = 1 + (number.groups[0] == exit_code) + bracketed
    return _holds_together(number, code_apart) and not _COORDINATES.search(number.written)


def _exit_code(number: Number) -> str | None:
    """What is dialled before the calling code, "" for the plus; None: nothing says that a calling code follows."""
    if number.written.startswith(("+", "(+")):
        return ""
    if number.digits.startswith("00"):
        return "00"
    return "011" if number.groups[0] == "011" else None


def is_national(number: Number, regions: Collection[str]) -> bool:
    """Whether a number is written as people of one of these countries write their own."""
    before = number.before
    if len(number.digits) > _MOST_AT_HOME or before.code or (before.asset and not before.phone):
        return False
    if _exit_code(number) == "" or not any(_is_of(region, number) for region in regions if region != _IN_EVERY_CITY):
        return False
    if is_date(number) or _COORDINATES.search(number.written) or _is_years(number) or _is_row(number):
        return False
    of_hours = before.hours and all(_HOUR.fullmatch(group) for group in number.groups)
    return not of_hours and not _ROUND.search(number.written)


def _is_of(region: str, number: Number) -> bool:
    digits, prefix = number.digits, trunk(region)
    apart = number.groups[0] == prefix
    if not _holds_together(number, 0 if apart else -1):
        return False
    at_home = without_trunk(digits, region, assigned=not (number.before.phone and digits.startswith(prefix)))
    if at_home and at_home != digits:  # the trunk is written
        return len(digits) >= _LEAST_IN_ONE or (len(number.groups) > 1 and (apart or len(number.groups[0]) > 1))
    if not at_home or number.before.phone:
        return bool(at_home)
    if len(number.groups) == 1:
        return len(digits) > _LEAST_IN_ONE and is_mobile(digits, region)
    return not _THOUSANDS.fullmatch(number.written)


def _holds_together(number: Number, area: int) -> bool:
    """Whether the groups may be those of one number. ``area``: the last group that may have a single digit."""
    lengths, gaps = number.lengths, number.gaps
    alone = lengths[area + 1 : -1] if gaps and gaps[-1] == "-" else lengths[area + 1 :]  # 2180-0: of a switchboard
    if 1 in alone and set(lengths[1:]) != {1}:
        return False
    if any(_NEXT.search(gap) for gap in gaps):
        return False
    signs = [gap.strip(" \t()") for gap in gaps]
    listed = [place for place, sign in enumerate(signs) if sign in _OF_LISTS]
    if not listed:
        return True
    after_area = listed[0] <= area + 1 and signs[listed[0]] == "/" and len(listed) == 1
    return after_area or len(set(signs[listed[0] :])) == 1


def is_date(number: Number) -> bool:
    """A month and a year, or a day and both, and perhaps an hour."""
    return _MONTH_AND_YEAR.fullmatch(number.written) is not None


def _is_years(number: Number) -> bool:
    """Years in a row, or the year of a contract before its number: 2023/12345."""
    groups = number.groups if number.gaps[:1] != ["/"] else number.groups[:1]
    return len(number.groups) > 1 and all(_YEAR.fullmatch(group) for group in groups)


def _is_row(number: Number) -> bool:
    """Neighbouring houses: 22 24 26 28."""
    houses = list(map(int, number.groups))
    rises = all(one < other for one, other in pairwise(houses))
    return len(houses) > 2 and rises and houses[-1] - houses[0] <= _STREET and number.lengths[0] == number.lengths[-1]
