"""How moments and days are written: in the page's language and the city's time zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date
from flask_babel import get_timezone

from ..spoken import language

#: Babel's patterns. Its own formats lead with the month in English, and know no weekday with a short month.
DAY, SHORT_DAY, DAY_OF_YEAR, MONTH, MON = "d MMM y", "d MMM", "EEEE d MMM", "MMMM y", "MMM"
KEPT = 8192  # written days that are remembered: pages repeat them, and Babel takes 25 microseconds for each


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment in a list of moments: for machines, its day with and without the year, its time of day."""

    iso: str
    year: int
    day: str
    day_of_year: str
    clock: str


def moment(at: datetime) -> str:
    """A moment in full: "Selasa 14 Nov 2023, 06.41"."""
    local, spoken = _local(at), language()
    return f"{_date(local, DAY_OF_YEAR, spoken)} {local.year}, {_clock(local, spoken)}"


def short_moment(at: datetime) -> str:
    """A moment without its weekday: "14 Nov 2023, 06.41"."""
    local, spoken = _local(at), language()
    return f"{_date(local, DAY, spoken)}, {_clock(local, spoken)}"


def stamp(at: datetime) -> Stamp:
    """All that a list of moments prints of one."""
    local, spoken = _local(at), language()
    day = _date(local, DAY_OF_YEAR, spoken)
    return Stamp(local.isoformat(), local.year, f"{day} {local.year}", day, _clock(local, spoken))


def clock(at: datetime) -> str:
    """The time of day: "06.41"."""
    return _clock(_local(at), language())


def day(at: datetime | date) -> str:
    """A day: "14 Nov 2023"."""
    return _date(_local(at) if isinstance(at, datetime) else at, DAY, language())


def day_written(iso: str) -> str:
    """A day that is stored as 2023-11-14: "14 Nov 2023"."""
    return day(date.fromisoformat(iso))


def short_day(at: datetime) -> str:
    """A day of a year that is said elsewhere: "14 Nov"."""
    return _date(_local(at), SHORT_DAY, language())


def month(at: date) -> str:
    """A month: "November 2023"."""
    return _date(at, MONTH, language())


def mon(at: date) -> str:
    """A month in a chart: "Nov"."""
    return _date(at, MON, language())


def iso(at: datetime) -> str:
    """A moment for machines, in the city's zone, with its offset."""
    return _local(at).isoformat()


def iso_and_day(at: datetime) -> tuple[str, str]:
    """A moment for machines, and its day for people."""
    local = _local(at)
    return local.isoformat(), _date(local, DAY, language())


def _local(at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(str(get_timezone())))  # its own arithmetic takes ten times as long


def _date(local: date, pattern: str, language: str) -> str:
    return _written(local.year, local.month, local.day, pattern, language)


@lru_cache(maxsize=KEPT)
def _written(year: int, month: int, day: int, pattern: str, language: str) -> str:
    return format_date(date(year, month, day), pattern, locale=language)


def _clock(local: datetime, language: str) -> str:
    """24 hours everywhere; Babel's short time has AM and PM in English."""
    colon = "." if language == "id" else ":"
    return f"{local.hour:02}{colon}{local.minute:02}"
