"""How figures and durations are written: in the page's language. Moments are in moments.py."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache

from babel.numbers import get_decimal_symbol, get_group_symbol
from flask import Flask

from ..web.language import current
from ..web.language import text as _
from ..web.language import texts as ngettext

MINUTE, HOUR, DAY = 60, 3600, 86400
#: From here on hours no longer matter, and from here on days no longer do.
HOURS_UNTIL, DAYS_UNTIL = 7 * DAY, 730 * DAY
DAYS_IN_MONTH = 30.44
POINT = ord(".")
KEPT = 8192  # written figures that are remembered: pages repeat the same ones


def register(app: Flask) -> None:
    for function in (number, percent, duration, days, ago):
        app.add_template_filter(function)


def number(value: float, digits: int = 0) -> str:
    """A number with its thousands apart: 12.304 or 12,304; ``digits`` decimals at most."""
    if 0 <= value < 1000 and isinstance(value, int):
        return str(value)  # most of a page's figures
    shown = f"{round(value, digits) + 0:,.{digits}f}"  # + 0: there is no -0
    if digits:
        shown = shown.rstrip("0").rstrip(".")
    marks = _marks(current())
    return shown.translate(marks) if "," in shown else shown.replace(".", marks[POINT])


def percent(share: float, digits: int = 0) -> str:
    """A share (0 to 1) as a percentage."""
    return f"{number(100 * share, digits)}%"


@lru_cache
def _marks(language: str) -> dict[int, str]:
    """What stands for Python's comma and point. Babel knows, but takes 50 microseconds for each number."""
    return str.maketrans({",": get_group_symbol(language), ".": get_decimal_symbol(language)})


def duration(span: timedelta | float) -> str:
    """A span in words, as exact as one needs it: "12 menit", "2 hari 4 jam", "9 hari", "2 tahun 10 bulan"."""
    seconds = int(span.total_seconds() if isinstance(span, timedelta) else span)
    step = MINUTE if seconds < DAY else HOUR if seconds < HOURS_UNTIL else DAY
    return _duration(max(0, seconds // step) * step, current())


@lru_cache(maxsize=KEPT)
def _duration(seconds: int, language: str) -> str:
    """``language`` is that of the page; it is an argument because what is remembered differs by it."""
    if seconds < MINUTE:
        return _("kurang dari 1 menit")
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
    return ngettext("%(days)s hari", "%(days)s hari", 1 if shown == 1 else 2, days=number(shown, 1))


def ago(at: datetime, now: datetime) -> str:
    """How long ago, in one unit: "4 menit lalu"."""
    seconds = int((now - at).total_seconds())
    unit = DAY if seconds >= DAY else HOUR if seconds >= HOUR else MINUTE
    return _("%(duration)s lalu", duration=duration(seconds // unit * unit))


def _two(large: str, small: str, count: int) -> str:
    return f"{large} {small}" if count else large


def _minutes(count: int) -> str:
    return ngettext("%(num)d menit", "%(num)d menit", count)


def _hours(count: int) -> str:
    return ngettext("%(num)d jam", "%(num)d jam", count)


def _days(count: int) -> str:
    return ngettext("%(num)d hari", "%(num)d hari", count)


def _months(count: int) -> str:
    return ngettext("%(num)d bulan", "%(num)d bulan", count)


def _years(count: int) -> str:
    return ngettext("%(num)d tahun", "%(num)d tahun", count)
