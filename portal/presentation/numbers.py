"""How numbers and durations are written: in the page's language. Moments are in dates.py."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache

from babel.numbers import format_decimal
from flask_babel import gettext as _
from flask_babel import ngettext

from ..spoken import language

MINUTE, HOUR, DAY = 60, 3600, 86400
#: From here on hours no longer matter, and from here on days no longer do.
HOURS_UNTIL, DAYS_UNTIL = 7 * DAY, 730 * DAY
DAYS_IN_MONTH = 30.44
KEPT = 8192  # written numbers and durations that are remembered: a list has hundreds, 15 to 50 microseconds each


def number(value: float, digits: int = 0) -> str:
    """A number with its thousands apart: 12.304 or 12,304; ``digits`` decimals at most."""
    return _decimal(round(value, digits) + 0, digits, language())  # + 0: there is no -0


@lru_cache(maxsize=KEPT)
def _decimal(value: float, digits: int, locale: str) -> str:
    return format_decimal(value, format=f"#,##0.{'#' * digits}" if digits else "#,##0", locale=locale)


def percent(share: float, digits: int = 0) -> str:
    """A share (0 to 1) as a percentage."""
    return f"{number(100 * share, digits)}%"


def duration(span: timedelta | float) -> str:
    """A span in words, as exact as one needs it: "12 menit", "2 hari 4 jam", "9 hari", "2 tahun 10 bulan"."""
    seconds = int(span.total_seconds() if isinstance(span, timedelta) else span)
    step = MINUTE if seconds < DAY else HOUR if seconds < HOURS_UNTIL else DAY
    return _duration(max(0, seconds // step) * step, language())


@lru_cache(maxsize=KEPT)
def _duration(seconds: int, _language: str) -> str:
    """``_language`` is that of the texts below: what is remembered differs by it."""
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
    return in_days(value)


def in_days(value: float) -> str:
    """The same, however few: "0,8 hari"."""
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
