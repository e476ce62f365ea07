"""How moments and days are written: in the page's language and the city's zone.

Babel knows the names; putting them together is done here, because it takes 50 microseconds for what one page shows
thirty times.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from flask import Flask

from ..context import current_portal
from ..web.language import current


@dataclass(frozen=True, slots=True)
class CalendarNames:
    """Monday first, January first; ``colon`` stands between hours and minutes."""

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    colon: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment in a list of moments: for machines, its day with and without the year, its time of day."""

    iso: str
    year: int
    day: str
    day_of_year: str
    clock: str


def register(app: Flask) -> None:
    for function in (moment, short_moment, day, clock, month, mon, iso, stamp):
        app.add_template_filter(function)


def moment(at: datetime) -> str:
    """A moment in full: "Selasa 14 Nov 2023, 06.41"."""
    local, names = _local(at)
    return f"{_weekday(local, names)} {local.year}, {_clock(local, names)}"


def short_moment(at: datetime) -> str:
    """A moment without its weekday: "14 Nov 2023, 06.41"."""
    local, names = _local(at)
    return f"{_day(local, names)}, {_clock(local, names)}"


def stamp(at: datetime) -> Stamp:
    """All that a list of moments prints of one."""
    local, names = _local(at)
    day = _weekday(local, names)
    return Stamp(local.isoformat(), local.year, f"{day} {local.year}", day, _clock(local, names))


def clock(at: datetime) -> str:
    """The time of day: "06.41"."""
    return _clock(*_local(at))


def day(at: datetime | date) -> str:
    """A day: "14 Nov 2023"."""
    return _day(*(_local(at) if isinstance(at, datetime) else (at, _names(current()))))


def month(at: date) -> str:
    """A month: "November 2023"."""
    return f"{_names(current()).months[at.month - 1]} {at.year}"


def mon(at: date) -> str:
    """A month in a chart: "Nov"."""
    return _names(current()).short_months[at.month - 1]


def iso(at: datetime) -> str:
    """A moment for machines, in the city's zone, with its offset."""
    return at.astimezone(_zone(current_portal().city.zone)).isoformat()


def _local(at: datetime) -> tuple[datetime, CalendarNames]:
    return at.astimezone(_zone(current_portal().city.zone)), _names(current())


def _weekday(local: date, names: CalendarNames) -> str:
    return f"{names.weekdays[local.weekday()]} {local.day} {names.short_months[local.month - 1]}"


def _day(local: date, names: CalendarNames) -> str:
    return f"{local.day} {names.short_months[local.month - 1]} {local.year}"


def _clock(local: datetime, names: CalendarNames) -> str:
    return f"{local.hour:02}{names.colon}{local.minute:02}"


@lru_cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


@lru_cache
def _names(language: str) -> CalendarNames:
    locale = Locale.parse(language)
    weekdays, months = locale.days["format"]["wide"], locale.months["format"]
    return CalendarNames(
        weekdays=tuple(weekdays[i] for i in range(7)),
        months=tuple(months["wide"][i] for i in range(1, 13)),
        short_months=tuple(months["abbreviated"][i] for i in range(1, 13)),
        colon="." if language == "id" else ":",
    )
