"""How figures, times and durations are written: in the page's language and the city's zone."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date as babel_date
from babel.dates import format_datetime as babel_datetime
from babel.numbers import format_decimal, format_percent
from flask import Flask
from flask_babel import gettext as _
from flask_babel import ngettext

from .here import city
from .language import current

MINUTE, HOUR, DAY = 60, 3600, 86400
#: From here on hours no longer matter, and from here on days no longer do.
HOURS_UNTIL, DAYS_UNTIL = 7 * DAY, 730 * DAY
DAYS_IN_MONTH = 30.44


def register(app: Flask) -> None:
    shown = (number, percent, duration, days, moment, short_moment, weekday, day, clock, month, mon, iso, ago)
    for function in shown:
        app.add_template_filter(function)


def number(value: float, digits: int = 0) -> str:
    """A number with its thousands apart: 12.304 or 12,304; ``digits`` decimals at most."""
    return _number(value, digits, current())


@lru_cache(maxsize=4096)
def _number(value: float, digits: int, language: str) -> str:
    pattern = "#,##0" + ("." + "#" * digits if digits else "")
    return format_decimal(value, format=pattern, locale=language)


def percent(share: float, digits: int = 0) -> str:
    """A share (0 to 1) as a percentage."""
    return _percent(share, digits, current())


@lru_cache(maxsize=4096)
def _percent(share: float, digits: int, language: str) -> str:
    pattern = "#,##0" + ("." + "#" * digits if digits else "") + "%"
    return format_percent(share, format=pattern, locale=language)


def duration(span: timedelta | float) -> str:
    """A span in words, as exact as one needs it: "12 menit", "2 hari 4 jam", "9 hari", "2 tahun 10 bulan"."""
    seconds = int(span.total_seconds() if isinstance(span, timedelta) else span)
    if seconds < MINUTE:
        return str(_("kurang dari 1 menit"))
    if seconds < HOUR:
        return _minutes(seconds // MINUTE)
    if seconds < DAY:
        return _two(_hours(seconds // HOUR), _minutes(seconds % HOUR // MINUTE), seconds % HOUR // MINUTE)
    if seconds < HOURS_UNTIL:
        return _two(_days(seconds // DAY), _hours(seconds % DAY // HOUR), seconds % DAY // HOUR)
    if seconds < DAYS_UNTIL:
        return _days(seconds // DAY)
    months = int(seconds / DAY / DAYS_IN_MONTH)
    return _two(_years(months // 12), _months(months % 12), months % 12)


def days(value: float | None) -> str:
    """A number of days as figures give it: "2,8 hari", "9 hari"; hours when less than one day; – for None."""
    if value is None:
        return "–"
    if value < 1:
        return duration(value * DAY)
    shown = round(value, 1) if value < 10 else round(value)
    return str(ngettext("%(days)s hari", "%(days)s hari", 1 if shown == 1 else 2, days=number(shown, 1)))


def ago(at: datetime, now: datetime) -> str:
    """How long ago, in one unit: "4 menit lalu"."""
    seconds = int((now - at).total_seconds())
    unit = DAY if seconds >= DAY else HOUR if seconds >= HOUR else MINUTE
    return str(_("%(duration)s lalu", duration=duration(seconds // unit * unit)))


def _two(large: str, small: str, count: int) -> str:
    return f"{large} {small}" if count else large


def _minutes(count: int) -> str:
    return str(ngettext("%(num)d menit", "%(num)d menit", count))


def _hours(count: int) -> str:
    return str(ngettext("%(num)d jam", "%(num)d jam", count))


def _days(count: int) -> str:
    return str(ngettext("%(num)d hari", "%(num)d hari", count))


def _months(count: int) -> str:
    return str(ngettext("%(num)d bulan", "%(num)d bulan", count))


def _years(count: int) -> str:
    return str(ngettext("%(num)d tahun", "%(num)d tahun", count))


def zone() -> ZoneInfo:
    """The city's zone."""
    return ZoneInfo(city().zone)


def moment(at: datetime) -> str:
    """A moment in full: "Selasa 14 Nov 2023, 06.41"."""
    return _formatted(at, "EEEE d MMM y, HH{}mm")


def short_moment(at: datetime) -> str:
    """A moment without its weekday: "14 Nov 2023, 06.41"."""
    return _formatted(at, "d MMM y, HH{}mm")


def weekday(at: datetime, *, year: bool = True) -> str:
    """A day with its weekday: "Selasa 14 Nov 2023"; without the year where it is known."""
    return _formatted(at, "EEEE d MMM y" if year else "EEEE d MMM")


def clock(at: datetime) -> str:
    """The time of day: "06.41"."""
    return _formatted(at, "HH{}mm")


def day(at: datetime | date) -> str:
    """A day: "14 Nov 2023"."""
    if isinstance(at, datetime):
        return _formatted(at, "d MMM y")
    return babel_date(at, "d MMM y", locale=current())


def month(at: date) -> str:
    """A month: "November 2023"."""
    return babel_date(at, "MMMM y", locale=current())


def mon(at: date) -> str:
    """A month in a chart: "Nov"."""
    return babel_date(at, "MMM", locale=current())


def iso(at: datetime) -> str:
    """A moment for machines, in the city's zone, with its offset."""
    return at.astimezone(zone()).isoformat()


def _formatted(at: datetime, pattern: str) -> str:
    return _written(int(at.timestamp()), pattern, current(), city().zone)


@lru_cache(maxsize=8192)
def _written(seconds: int, pattern: str, language: str, zone: str) -> str:
    """Babel takes 50 microseconds for what one page shows thirty times."""
    local = datetime.fromtimestamp(seconds, ZoneInfo(zone))
    return babel_datetime(local, pattern.format("." if language == "id" else ":"), locale=language)
