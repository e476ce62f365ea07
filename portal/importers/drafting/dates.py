"""Finds the forms in which a column writes its dates, and what proves the order of day and month."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from ..date_form import reader
from ..dates import FIRST_YEAR
from .sample import SampledColumn

MOSTLY = 0.8  # of a column's values are dates, if it is one of dates
_CLOCK = r"(?:(?P<mid>,? |T)(?P<hour>\d{1,2})(?P<colon>[:.])\d{2}(?P<second>(?P=colon)\d{2})?(?P<part>\.\d{1,6})?"
_CLOCK += r"(?P<half> ?[AaPp]\.?[Mm]\.?)?)?"
_NUMBERS = re.compile(r"(?P<a>\d{1,4})(?P<sep>[-/. ])(?P<b>\d{1,2})(?P=sep)(?P<c>\d{1,4})" + _CLOCK)
_DAY_NAMED = re.compile(r"(?P<a>\d{1,2})(?P<sep>[- ])(?P<month>[A-Za-z]{3,9})(?P=sep)(?P<c>\d{2,4})" + _CLOCK)
_MONTH_NAMED = re.compile(r"(?P<month>[A-Za-z]{3,9}) (?P<a>\d{1,2}),? (?P<c>\d{4})" + _CLOCK)
_ISO = re.compile(r"\d{4}-\d\d-\d\d([T ].*)?")
#: Numbers that are dates only where a column's name says so; with what they are told by.
_BARE = {
    "iso": r"(19|20)\d{6}",
    "%Y%m%d%H%M%S": r"(19|20)\d{12}",
    "excel": r"[345]\d{4}([.,]\d+)?",
    "epoch": r"1?\d{9}",
}


@dataclass(frozen=True, slots=True)
class DateForms:
    """The forms of a column's dates, the most frequent first. ``proof``: a value that shows that the day, or the month,
    comes first (None: neither does, and the order is a guess; "": there is no such order)."""

    forms: tuple[str, ...]
    share: float
    proof: str | None = ""
    day_first: bool = True


def forms_of(column: SampledColumn, *, named: bool, day_first: bool) -> DateForms:
    """The forms that read the column; bare numbers count only where it is ``named`` like a date.

    ``day_first`` is what a date means in which neither number is above twelve, if no other value proves it.
    """
    ordered = [found for value in column.values if (found := _NUMBERS.fullmatch(value)) and len(found["a"]) < 3]
    day = next((m[0] for m in ordered if int(m["a"]) > 12 >= int(m["b"])), None)
    month = next((m[0] for m in ordered if int(m["b"]) > 12 >= int(m["a"])), None)
    proof = "" if not ordered else day or month
    first = day_first if proof in (None, "") or (day and month) else day is not None
    times: Counter[str] = Counter()
    for value in column.values:
        for form in _forms(value, day_first=first, named=named):
            if _reads(form, value):
                times[form] += 1
                break
    forms = tuple(form for form, _ in times.most_common())
    return DateForms(forms, times.total() / max(1, len(column.values)), proof, first)


def _forms(value: str, *, day_first: bool, named: bool) -> Iterable[str]:
    """Forms that may read a value, the likeliest first."""
    if _ISO.fullmatch(value):
        yield "iso"
    if found := _NUMBERS.fullmatch(value):
        yield from _numbered(found, day_first=day_first)
    if found := _DAY_NAMED.fullmatch(value):
        yield f"%d{found['sep']}{_month(found)}{found['sep']}{_year(found['c'])}" + _clock(found)
    if found := _MONTH_NAMED.fullmatch(value):
        yield f"{_month(found)} %d{',' if ',' in value[: found.end('c')] else ''} %Y" + _clock(found)
    if named:
        yield from (form for form, pattern in _BARE.items() if re.fullmatch(pattern, value))


def _numbered(found: re.Match[str], *, day_first: bool) -> Iterable[str]:
    sep, clock = found["sep"], _clock(found)
    if len(found["a"]) == 4:
        yield f"%Y{sep}%m{sep}%d" + clock
        return
    for one, two in (("%d", "%m"), ("%m", "%d")) if day_first else (("%m", "%d"), ("%d", "%m")):
        yield f"{one}{sep}{two}{sep}{_year(found['c'])}" + clock


def _clock(found: re.Match[str]) -> str:
    if found["hour"] is None:
        return ""
    colon, half = found["colon"], found["half"]
    seconds = f"{colon}%S" if found["second"] else ""
    part = ".%f" if found["part"] else ""
    hour = "%I" if half else "%H"
    return (
        found["mid"]
        + hour
        + colon
        + "%M"
        + seconds
        + part
        + (" %p" if half and half[0] == " " else "%p" if half else "")
    )


def _year(text: str) -> str:
    return "%Y" if len(text) == 4 else "%y"


def _month(found: re.Match[str]) -> str:
    return "%b" if len(found["month"]) == 3 else "%B"


def _reads(form: str, value: str) -> bool:
    with suppress(ValueError, OverflowError, OSError):
        return FIRST_YEAR <= reader(form)(value).year < 2100
    return False


def moments(column: SampledColumn, forms: tuple[str, ...]) -> list[datetime | None]:
    """Each cell as a moment, for comparisons within a row; a time without a zone is taken for UTC's."""
    read = [reader(form) for form in forms]
    known: dict[str, datetime | None] = {}
    for cell in column.counts:
        known[cell] = None
        for form in read:
            with suppress(ValueError, OverflowError, OSError):
                at = form(cell)
                known[cell] = at if at.tzinfo else at.replace(tzinfo=UTC)
                break
    return [known.get(cell) for cell in column.cells]
