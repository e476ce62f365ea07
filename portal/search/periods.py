"""Quarters, halves of a year and weekends as people say them: ``triwulan I 2023``, ``Q3``, ``akhir pekan lalu``."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from .months import MONTHS

_QUARTER = r"(?:triwulan|trwulan|kuartal|kwartal|quarter|twl?|qtr)"
_HALF = r"(?:semester|smtr?|paruh|half)"
_NUMBERS = {
    **dict.fromkeys(("1", "i", "pertama", "kesatu", "first", "1st", "ke 1"), 1),
    **dict.fromkeys(("2", "ii", "kedua", "second", "2nd", "ke 2"), 2),
    **dict.fromkeys(("3", "iii", "ketiga", "third", "3rd", "ke 3"), 3),
    **dict.fromkeys(("4", "iv", "keempat", "fourth", "4th", "ke 4"), 4),
}
_NUMBER = rf"(?:{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_OF = r"(?:(?:of|pada|tahun|thn|dalam)(?: the year)? )?"
_YEAR = rf"(?: {_OF}\d{{4}})?"
_THIS = r"(?:ini|this|sekarang)"
_LAST = r"(?:(?:yang |yg )?(?:lalu|kemar[ie]n)|terakhir|kmrn|last|past|previous)"
_SHORT = r"(?:\d{4} ?)?(?:q[1-4]|h[12])" + _YEAR
_WEEKEND = r"(?:akhir pekan|akhir minggu|week ?end|wiken|wikend)"
_NAMED = rf"{_QUARTER} ?{_NUMBER}{_YEAR}|{_HALF} ?{_NUMBER}{_YEAR}"
_ORDINAL = rf"{_NUMBER} (?:quarter|half)(?: {_OF}\d{{4}})?"
_SAID = rf"(?:{_QUARTER}|{_HALF}|{_WEEKEND}) (?:{_THIS}|{_LAST})|(?:this|last|past|previous) (?:quarter|half|week ?end)"
#: Such a time, in a text of small letters with single spaces, where dashes and slashes may stand as well.
PERIOD = rf"(?:the )?(?:{_SAID}|{_NAMED}|{_ORDINAL}|{_SHORT}|{_WEEKEND})\b"
#: The same without what may be said of any weekend.
ONE_PERIOD = PERIOD.replace(rf"|{_WEEKEND})\b", r")\b")
_READ = re.compile(PERIOD)
#: Times that begin or end somewhere in a year or a month, and feasts that move: nobody can tell which days are meant.
VAGUE = (
    r"(?:awal|akhir|pertengahan|penghujung|early|late|mid|(?:the )?(?:beginning|start|middle|end) of) (?:the )?"
    rf"(?:(?:tahun|thn|bulan|bln|year|month|{'|'.join(MONTHS)})\b|\d{{4}})"
    r"(?: (?:ini|lalu|(?:yang |yg )lalu|kemarin|\d{4}))?"
    r"|(?:lebaran|ramadh?an|bulan puasa|idul fitri|idul adha|imlek|nyepi|natal|christmas|musim hujan|musim kemarau"
    r"|rainy season|dry season)(?: (?:ini|lalu|\d{4}))?"
)
_BETWEEN = re.compile(r"[-/]")
_YEAR_IN = re.compile(r"\d{4}")


def period_days(text: str, today: date | None) -> tuple[date, date] | None:
    """First and last day of a quarter, a half of a year or a weekend; None for any other text, and for what lies
    before the calendar. Without its year, or without a word more, the last one is meant that has begun by ``today``;
    None where that is not known.
    """
    found = " ".join(_BETWEEN.sub(" ", text).split())
    if not _READ.fullmatch(found) or not (_YEAR_IN.search(found) or today):
        return None
    now = today or date.min
    try:
        if re.search(_WEEKEND, found):
            return _weekend(found, now)
        months = 6 if re.search(rf"{_HALF}|\bh[12]\b", found) else 3
        number = _number(found)
        if number is None:
            return _named_from(now, months, 1 if re.search(_LAST, found) else 0)
        return _of_year(found, number, months, now)
    except (ValueError, OverflowError):
        return None


def _number(text: str) -> int | None:
    short = re.search(r"\b(?:\d{4} ?)?[qh]([1-4])\b", text)
    if short:
        return int(short[1])
    bare = _YEAR_IN.sub("", text)
    said = re.search(rf"(?<![a-z])(?:{_QUARTER}|{_HALF}) ?({_NUMBER})\b|\b({_NUMBER}) (?:quarter|half)", bare)
    return _NUMBERS[said[1] or said[2]] if said else None


def _of_year(text: str, number: int, months: int, today: date) -> tuple[date, date] | None:
    if number > 12 // months:
        return None
    month, year = (number - 1) * months + 1, _YEAR_IN.search(text)
    return _months(int(year[0]) if year else today.year - (month > today.month), month, months)


def _named_from(today: date, months: int, ago: int) -> tuple[date, date]:
    at = today.year * 12 + (today.month - 1) // months * months - ago * months
    return _months(at // 12, at % 12 + 1, months)


def _months(year: int, month: int, months: int) -> tuple[date, date]:
    last = month + months - 1
    return date(year, month, 1), date(year, last, calendar.monthrange(year, last)[1])


def _weekend(text: str, today: date) -> tuple[date, date]:
    """Saturday and Sunday of this week or the one before; where nothing more is said, the last ones that have begun."""
    weeks = 1 if re.search(_LAST, text) else 0
    if not weeks and not re.search(_THIS, text) and today.weekday() < calendar.SATURDAY:
        weeks = 1
    first = today + timedelta(days=calendar.SATURDAY - today.weekday() - 7 * weeks)
    return first, first + timedelta(days=1)
