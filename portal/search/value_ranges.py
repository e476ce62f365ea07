"""Ranges as people type them after a field: ``2..5``, ``>2``, ``<=2023-02``, ``maret 2026 s/d 15 mei 2026``."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from .months import MONTHS
from .periods import period_days
from .relative_days import relative_days

_MOST_SIDES = 2
_OPERATORS = {"≥": ">=", "≤": "<=", "=>": ">=", "=<": "<="}
#: Words before the only end of a range, or before the first of two.
_BEFORE = {
    **dict.fromkeys(("mulai", "sejak", "dari", "since", "from", "paling sedikit", "minimal", "at least"), ">="),
    **dict.fromkeys(("sampai", "hingga", "until", "up to", "paling banyak", "maksimal", "at most"), "<="),
    **dict.fromkeys(("setelah", "sesudah", "after", "lebih dari", "more than"), ">"),
    **dict.fromkeys(("sebelum", "before", "kurang dari", "less than"), "<"),
}
#: A sign of comparison, or words for it, in a text of small letters with single spaces.
COMPARISON = rf"(?:[<>=≥≤]{{1,2}}|(?:{'|'.join(_BEFORE)})(?= ))"
_COMPARED = re.compile(rf"({COMPARISON}) ?(.*)")
#: What stands between the two ends of a range, in a text of small letters with single spaces.
BETWEEN = r"(?: ?\.{2,3} ?| ?s\.?/d\.? ?| ?s\.d\. ?| (?:s\.d|sd|sampai dengan|sampai|hingga|to|until|-) )"
_BETWEEN = re.compile(BETWEEN)
_DASHED_NUMBERS = re.compile(r"(\d+)-(\d+)")
_DASHED_DAYS = re.compile(r"(\d{4}(?:-\d{1,2}-\d{1,2})?)-(\d{4}(?:-\d{1,2}-\d{1,2})?)")
_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_LOCAL = re.compile(r"(?:(\d{1,2})[-/.])?(\d{1,2})[-/.](\d{4})")
_SHORT_YEAR = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{2})")  # of this century
_WITHOUT_YEAR = re.compile(r"(\d{1,2})/(\d{1,2})")
_NAMED = re.compile(r"(?:(?P<day>\d{1,2})[ -])?(?P<month>[a-z]+)\.?(?: (?P<after>\d{1,2}),)?(?:[ -](?P<year>\d{4}))?")
#: Words before a date that say what it is, in a text of small letters with single spaces.
SAID_BEFORE = "(?:(?:pada|dalam|selama|during|in|on) )?(?:(?:bulan|bln|tahun|thn|tanggal|tgl\\.?) )?"
_SAID_BEFORE = re.compile(SAID_BEFORE)
_BOTH = re.compile(r"(?:between|antara) (.+) (?:and|dan) (.+)")
_YEAR_LAST = re.compile(r"\b\d{4}$")
#: What stands between several such times of which any is meant, in a text of small letters.
ANY_OF = r"(?:\s*[,|]\s*|\s+(?:atau|dan|or|and)\s+)"
_ANY_OF = re.compile(ANY_OF, re.IGNORECASE)
_LAST_DAY = date.max.toordinal()

Span = tuple[int, int]
Ends = tuple[int | None, int | None]


_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
#: A dash between two months, which needs no spaces beside it.
BETWEEN_MONTHS = rf"-(?=(?:{_MONTH})\b)"
_BETWEEN_MONTHS = re.compile(rf"\b({_MONTH}){BETWEEN_MONTHS}")


def number_range(text: str) -> Ends | None:
    """The two whole numbers, both included and None where open; None if the text is no range of numbers."""
    return _ends(text, _number, _DASHED_NUMBERS)


def day_range(text: str, today: date | None = None) -> tuple[date | None, date | None] | None:
    """The two days, both included and None where open; None if the text is no range of days, months or years. Without
    ``today`` no time is one that is named from it, as ``kemarin``."""
    ends = _ends(_BETWEEN_MONTHS.sub(r"\1 - ", text.lower()), partial(_days, today=today), _DASHED_DAYS)
    return None if ends is None else (_day(ends[0]), _day(ends[1]))


def any_of_days(text: str) -> list[str]:
    """Several times of which any is meant, each with the year that only the last says: ``maret atau april 2023``."""
    if _BOTH.fullmatch(" ".join(text.lower().split())):
        return [text]
    *others, last = (part.strip(' "') for part in _ANY_OF.split(text))
    year = _YEAR_LAST.search(last)
    return [*(f"{one} {year[0]}" if year and _lacks_year(one) else one for one in others), last]


def _lacks_year(text: str) -> bool:
    """Whether a month, a quarter or a half is named without its year."""
    named = _NAMED.fullmatch(text.lower())
    month = bool(named and named["month"] in MONTHS and not named["year"])
    return month or (period_days(text.lower(), None) is None and period_days(f"{text.lower()} 2000", None) is not None)


def _day(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(max(1, min(_LAST_DAY, ordinal)))


def _ends(text: str, parse: Callable[[str], Span | None], dashed: re.Pattern[str]) -> Ends | None:
    text = " ".join(text.lower().split())
    if both := _BOTH.fullmatch(text):
        return _between(both[1], both[2], parse)
    compared = _COMPARED.fullmatch(text)
    if compared:
        span = parse(compared[2])
        if span is None and _BEFORE.get(compared[1]) == ">=":
            return _ends(compared[2], parse, dashed)  # from one end to the other
        operator = {**_OPERATORS, **_BEFORE}.get(compared[1], compared[1])
        return None if span is None else _compared(operator, span)
    pair = dashed.fullmatch(text)
    sides = list(pair.groups()) if pair else _BETWEEN.split(text)
    if len(sides) > _MOST_SIDES:
        return None
    if len(sides) < _MOST_SIDES:
        return parse(text)
    return _between(sides[0], sides[1], parse)


def _compared(operator: str, span: Span) -> Ends | None:
    first, last = span
    ends: dict[str, Ends] = {
        ">": (last + 1, None),
        ">=": (first, None),
        "<": (None, first - 1),
        "<=": (None, last),
        "=": span,
    }
    return ends.get(operator)


def _between(first: str, last: str, parse: Callable[[str], Span | None]) -> Ends | None:
    high = parse(last)
    lows = [span for span in map(parse, _completed(first, last, high)) if span]
    low = next((span for span in lows if high is None or span[0] <= high[1]), lows[0] if lows else None)
    if (first and low is None) or (last and high is None) or not (low or high):
        return None
    if low and high and low[0] > high[1]:
        low, high = high, low
    return low and low[0], high and high[1]


def _completed(first: str, last: str, high: Span | None) -> Iterator[str]:
    """The first end of a range, with what only the last one says before it as it is: ``mei..juni 2026``,
    ``1..15 mei 2026``, ``desember..januari 2026``, whose December is of the year before."""
    named = _NAMED.fullmatch(last)
    if named and first and high:
        year = date.fromordinal(high[1]).year
        yield f"{first} {year}"
        yield f"{first} {named['month']} {year}"
        yield f"{first} {year - 1}"
    if high and (year_said := _YEAR_LAST.search(last)):
        yield f"{first} {year_said[0]}"  # q1..q2 2023
    yield first


def _days(text: str, today: date | None) -> Span | None:
    """First and last day, as ordinals, of a year, a month or a day, or of a time that is named from ``today``."""
    parts = _date_parts(_SAID_BEFORE.sub("", text, count=1), today)
    if parts is None:
        said = period_days(text, today) or (relative_days(text, today) if today else None)
        return said and (said[0].toordinal(), said[1].toordinal())
    year, month, day = parts
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    last = first if day else _last_day(first, whole_year=month is None)
    return first.toordinal(), last.toordinal()


def _date_parts(text: str, today: date | None) -> tuple[int | None, ...] | None:
    """Year, month and day, each None where it is not said; a month without its year is the last one that has begun."""
    iso, local, named = _ISO.fullmatch(text), _LOCAL.fullmatch(text), _NAMED.fullmatch(text)
    if named and named["month"] in MONTHS and not (named["day"] and named["after"]) and (named["year"] or today):
        month, day = MONTHS[named["month"]], named["day"] or named["after"]
        year = int(named["year"]) if named["year"] else _last_year(month, int(day or 1), today or date.max)
        return year, month, int(day) if day else None
    if short := _SHORT_YEAR.fullmatch(text):
        return 2000 + int(short[3]), int(short[2]), int(short[1])
    if today and (short := _WITHOUT_YEAR.fullmatch(text)):
        day, month = int(short[1]), int(short[2])
        return _last_year(month, day, today), month, day
    found = iso.groups() if iso else local.groups()[::-1] if local else None
    return None if found is None else tuple(int(part) if part else None for part in found)


def _last_year(month: int, day: int, today: date) -> int:
    """The year of the last such day that has come."""
    return today.year - ((month, day) > (today.month, today.day))


def _last_day(first: date, *, whole_year: bool) -> date:
    if whole_year:
        return first.replace(month=12, day=31)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _number(text: str) -> Span | None:
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        return None
    return int(text), int(text)
