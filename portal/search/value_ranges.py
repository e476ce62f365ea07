"""Ranges as people type them after a field: ``2..5``, ``>2``, ``<=2023-02``, ``..15/3/2023``."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date

_RANGE = re.compile(r"(?P<op>>=|<=|>|<|=)?(?P<low>[^.<>=]*)(?P<dots>\.{2,3})?(?P<high>[^.<>=]*)")
_ISO = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?")
_LOCAL = re.compile(r"(?:(\d{1,2})[-/])?(\d{1,2})[-/](\d{4})")
_LAST_DAY = date.max.toordinal()

Span = tuple[int, int]
Ends = tuple[int | None, int | None]


def number_range(text: str) -> Ends | None:
    """The two whole numbers, both included and None where open; None if the text is no range of numbers."""
    return _ends(text, _number)


def day_range(text: str) -> tuple[date | None, date | None] | None:
    """The two days, both included and None where open; None if the text is no range of days, months or years."""
    ends = _ends(text, _days)
    return None if ends is None else (_day(ends[0]), _day(ends[1]))


def _day(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(max(1, min(_LAST_DAY, ordinal)))


def _ends(text: str, parse: Callable[[str], Span | None]) -> Ends | None:
    match = _RANGE.fullmatch(text.replace(" ", ""))
    if match is None:
        return None
    op, dots = match["op"], match["dots"]
    low, high = parse(match["low"]), parse(match["high"])
    if (match["low"] and low is None) or (match["high"] and high is None) or (op and dots):
        return None
    if dots:
        return _ordered(low, high) if low or high else None
    if low is None or high is not None:
        return None
    return {">": (low[1] + 1, None), ">=": (low[0], None), "<": (None, low[0] - 1), "<=": (None, low[1])}.get(
        op or "=", low
    )


def _ordered(low: Span | None, high: Span | None) -> Ends:
    if low and high and low[0] > high[1]:
        low, high = high, low
    return low and low[0], high and high[1]


def _days(text: str) -> Span | None:
    """First and last day, as ordinals, of a year, a month or a day."""
    iso, local = _ISO.fullmatch(text), _LOCAL.fullmatch(text)
    if iso:
        year, month, day = (int(part) if part else None for part in iso.groups())
    elif local:
        day, month, year = (int(part) if part else None for part in local.groups())
    else:
        return None
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    last = first if day else _last_day(first, whole_year=month is None)
    return first.toordinal(), last.toordinal()


def _last_day(first: date, *, whole_year: bool) -> date:
    if whole_year:
        return first.replace(month=12, day=31)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _number(text: str) -> Span | None:
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        return None
    return int(text), int(text)
