"""The periods that figures are of: all, a year, a quarter, a month, or any days, in the city's calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class Span(StrEnum):
    """How long a period is."""

    ALL = "all"
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the city's calendar; ``since`` is in it, ``until`` is not. None: without an end.

    ``key`` is how it stands in addresses: ``all``, ``2023``, ``2023-Q1``, ``2023-01``, ``2023-01-05..2023-02-10``. Of
    any days nothing is published: their figures are computed when they are asked for.
    """

    key: str
    span: Span
    since: datetime | None = None
    until: datetime | None = None

    @property
    def year(self) -> int | None:
        return None if self.span in (Span.ALL, Span.DAYS) else int(self.key[:4])

    @property
    def part(self) -> int | None:
        """The number of the quarter or month in its year."""
        return int(self.key[5:].lstrip("Q")) if self.span in (Span.QUARTER, Span.MONTH) else None

    @property
    def edges(self) -> tuple[date, date] | None:
        """The first days of its first and of its last month; None of all, and of any days."""
        if self.year is None:
            return None
        months = {Span.YEAR: (1, 12), Span.QUARTER: (3 * (self.part or 1) - 2, 3 * (self.part or 1))}
        first, last = months.get(self.span, (self.part or 1, self.part or 1))
        return date(self.year, first, 1), date(self.year, last, 1)

    @property
    def days(self) -> tuple[date, date] | None:
        """Its first and its last day; None of all."""
        if self.span is Span.DAYS:
            first, _, last = self.key.partition(BETWEEN)
            return date.fromisoformat(first), date.fromisoformat(last)
        if self.edges is None:
            return None
        begin, end = self.edges
        return begin, (end + timedelta(days=31)).replace(day=1) - timedelta(days=1)


ALL = Period("all", Span.ALL)


def year_before(period: Period, zone: str) -> Period | None:
    """The same stretch of the calendar a year before; None of all time."""
    if period.span is Span.DAYS and period.days:
        return parse(BETWEEN.join(f"{_year_earlier(day)}" for day in period.days), zone)
    return None if period.year is None else parse(f"{period.year - 1}{period.key[4:]}", zone)


def whole_year(period: Period, zone: str) -> Period:
    """The year that a period lies in; all time and any days are such a stretch themselves."""
    return period if period.year is None else _stretch(str(period.year), Span.YEAR, period.year, 1, 12, zone)


#: Between the first and the last day of a key.
BETWEEN = ".."
_DAY = r"(?:19|20|21)\d\d-\d\d-\d\d"
_DAYS = re.compile(rf"({_DAY}){re.escape(BETWEEN)}({_DAY})", re.ASCII)
_KEY = re.compile(r"(?P<year>(?:19|20|21)\d\d)(?:-(?:Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?", re.ASCII)


def parse(key: str, zone: str) -> Period | None:
    """The period that ``key`` names in the calendar of ``zone``; None when it names none."""
    if key == ALL.key:
        return ALL
    found = _KEY.fullmatch(key)
    if not found:
        return _days(key, zone)
    year = int(found["year"])
    if found["quarter"]:
        return _stretch(key, Span.QUARTER, year, 3 * int(found["quarter"]) - 2, 3, zone)
    if found["month"]:
        return _stretch(key, Span.MONTH, year, int(found["month"]), 1, zone)
    return _stretch(key, Span.YEAR, year, 1, 12, zone)


def asks_for_days(key: str) -> bool:
    """Whether a key asks for any days, of which nothing is published."""
    return BETWEEN in key


def _days(key: str, zone: str) -> Period | None:
    found = _DAYS.fullmatch(key)
    try:
        first, last = (date.fromisoformat(day) for day in found.groups()) if found else (date.max, date.min)
    except ValueError:
        return None
    if first > last:
        return None
    return Period(key, Span.DAYS, _midnight(first, zone), _midnight(last + timedelta(days=1), zone))


def _year_earlier(day: date) -> date:
    """The same day a year before; of the 29th of February the 28th."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _midnight(day: date, zone: str) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _stretch(key: str, span: Span, year: int, month: int, months: int, zone: str) -> Period:
    return Period(key, span, _first_moment(year, month, zone), _first_moment(year, month + months, zone))


def _first_moment(year: int, month: int, zone: str) -> datetime:
    years, month0 = divmod(month - 1, 12)
    return datetime(year + years, month0 + 1, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def months(first: datetime, last: datetime, zone: str) -> Iterator[Period]:
    """Every calendar month from that of ``first`` to that of ``last``, both included, without gaps."""
    begin, end = first.astimezone(ZoneInfo(zone)), last.astimezone(ZoneInfo(zone))
    for number in range(begin.year * 12 + begin.month - 1, end.year * 12 + end.month):
        year, month0 = divmod(number, 12)
        yield _stretch(f"{year:04}-{month0 + 1:02}", Span.MONTH, year, month0 + 1, 1, zone)


def covering(first: datetime, last: datetime, zone: str) -> list[Period]:
    """All published periods that touch the time from ``first`` to ``last``, longest first."""
    years: dict[str, Period] = {}
    quarters: dict[str, Period] = {}
    single = list(months(first, last, zone))
    for month in single:
        year = month.key[:4]
        quarter = f"{year}-Q{((month.part or 1) - 1) // 3 + 1}"
        for key, kept in ((year, years), (quarter, quarters)):
            found = parse(key, zone)
            if found is not None:
                kept.setdefault(key, found)
    return [ALL, *years.values(), *quarters.values(), *single]
