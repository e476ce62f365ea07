"""How moments and days are written: in the page's language and the city's time zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from babel.dates import format_date
from flask_babel import get_locale, get_timezone

#: Babel's patterns. Its own formats lead with the month in English, and know no weekday with a short month.
DAY, DAY_OF_YEAR, MONTH, MON = "d MMM y", "EEEE d MMM", "MMMM y", "MMM"


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
    local = _local(at)
    return f"{_date(local, DAY_OF_YEAR)} {local.year}, {_clock(local)}"


def short_moment(at: datetime) -> str:
    """A moment without its weekday: "14 Nov 2023, 06.41"."""
    local = _local(at)
    return f"{_date(local, DAY)}, {_clock(local)}"


def stamp(at: datetime) -> Stamp:
    """All that a list of moments prints of one."""
    local = _local(at)
    day = _date(local, DAY_OF_YEAR)
    return Stamp(local.isoformat(), local.year, f"{day} {local.year}", day, _clock(local))


def clock(at: datetime) -> str:
    """The time of day: "06.41"."""
    return _clock(_local(at))


def day(at: datetime | date) -> str:
    """A day: "14 Nov 2023"."""
    return _date(_local(at) if isinstance(at, datetime) else at, DAY)


def month(at: date) -> str:
    """A month: "November 2023"."""
    return _date(at, MONTH)


def mon(at: date) -> str:
    """A month in a chart: "Nov"."""
    return _date(at, MON)


def iso(at: datetime) -> str:
    """A moment for machines, in the city's zone, with its offset."""
    return _local(at).isoformat()


def _local(at: datetime) -> datetime:
    return at.astimezone(get_timezone())


def _date(local: date, pattern: str) -> str:
    return format_date(local, pattern, locale=get_locale())


def _clock(local: datetime) -> str:
    """24 hours everywhere; Babel's short time has AM and PM in English."""
    return f"{local:%H.%M}" if get_locale().language == "id" else f"{local:%H:%M}"
