"""Days that are named from today: ``kemarin``, ``minggu lalu``, ``last 30 days``. Weeks begin on Monday."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from babel.dates import get_day_names

_UNITS = {
    **dict.fromkeys(("hari", "days", "day"), "day"),
    **dict.fromkeys(("minggu", "mgg", "pekan", "weeks", "week"), "week"),
    **dict.fromkeys(("bulan", "bln", "months", "month"), "month"),
    **dict.fromkeys(("tahun", "thn", "years", "year"), "year"),
}
#: The days of the week in both languages, 0 is Monday. The Indonesian Sunday is the word for a week, too.
_WEEKDAYS = {
    name.lower(): number for language in ("id", "en") for number, name in get_day_names("wide", locale=language).items()
}
_WEEKDAYS |= {"jum'at": 4, "ahad": 6, f"hari {get_day_names('wide', locale='id')[6].lower()}": 6}
del _WEEKDAYS["minggu"]
#: Single days, and how many days ago each was.
_NAMED = {
    **dict.fromkeys(("today", "now", "sekarang", "kini", "tadi pagi", "tadi siang", "pagi ini", "this morning"), 0),
    **dict.fromkeys(("tadi malam", "semalam", "last night"), 1),
    "kemarin dulu": 2,
    "kemarin lusa": 2,
    **dict.fromkeys(("kemarin", "kemaren", "kmarin", "kmaren", "kmrn"), 1),
    "day before yesterday": 2,
    "yesterday": 1,
}
_THIS, _ROLLING = ("this", "ini"), ("past", "terakhir", "belakangan", "belakangan ini")
_AGO = (
    "lalu",
    "yang lalu",
    "yg lalu",
    "ago",
    "kemarin",
    "kemaren",
    "kmrn",
)  # after a number: the one so many before, and not all since
_LEAD = "(?:(?:dalam|selama|pada|within|during|over|in) )?(?:the )?"
_COUNT, _UNIT = r"(?:\d{1,4}|se|a)", rf"(?:{'|'.join(_UNITS)})"
_BEFORE, _AFTER = (
    "(?:this|last|previous|past)",
    r"(?:(?:yang |yg )?lalu|ago|ini|kemar[ie]n|kmrn|terakhir|belakangan(?: ini)?)",
)
_DAY, _WEEKDAY = "|".join(_NAMED), "|".join(_WEEKDAYS)
#: Such a time, in a text of small letters with single spaces.
RELATIVE = rf"{_LEAD}(?:{_BEFORE} (?:{_COUNT} ?)?{_UNIT}|(?:{_COUNT} ?)?{_UNIT} {_AFTER}|{_DAY}"
RELATIVE += rf"|(?:hari |on |this |last )?(?:{_WEEKDAY})(?: ini| (?:yang |yg )?lalu| kemar[ie]n| kmrn)?)\b"
_SAID = re.compile(
    rf"{_LEAD}(?:(?P<day>{_DAY})"
    rf"|(?:hari |on |(?P<said>this|last) )?(?P<weekday>{_WEEKDAY})"
    r"(?: (?P<which>ini|(?:yang |yg )?lalu|kemar[ie]n|kmrn))?"
    rf"|(?:(?P<before>{_BEFORE}) )?(?:(?P<count>{_COUNT}) ?)?(?P<unit>{_UNIT})(?: (?P<after>{_AFTER}))?)"
)


def relative_days(text: str, today: date) -> tuple[date, date] | None:
    """First and last day of a time that is named from ``today``, in small letters; None for any other text, and for
    what lies before the calendar. A whole week, month or year is meant with the days of it that are still to come;
    a number of them before now ends today.
    """
    found = _SAID.fullmatch(" ".join(text.replace("-", " ").split()))
    if found is None or (found["unit"] and (found["before"] is None) == (found["after"] is None)):
        return None
    try:
        if found["day"]:
            day = today - timedelta(days=_NAMED[found["day"]])
            return day, day
        if found["weekday"]:
            return _weekday(_WEEKDAYS[found["weekday"]], found["said"] or found["which"], today)
        count = int(found["count"]) if (found["count"] or "").isdigit() else 1
        side, unit = found["before"] or found["after"], _UNITS[found["unit"]]
        if side in _ROLLING or (found["count"] and side not in _AGO):
            return _rolling(count, unit, today)
        return _whole(0 if side in _THIS else count, unit, today)
    except (ValueError, OverflowError):
        return None


def _weekday(number: int, which: str | None, today: date) -> tuple[date, date]:
    """The day of this week, or the last one before today; today counts where nothing more is said."""
    ago = (today.weekday() - number) % 7
    if which in _THIS:
        ago = today.weekday() - number
    elif which:
        ago = ago or 7
    day = today - timedelta(days=ago)
    return day, day


def _whole(ago: int, unit: str, today: date) -> tuple[date, date]:
    """The day, week, month or year so many before this one."""
    if unit == "day":
        first = today - timedelta(days=ago)
        return first, first
    if unit == "week":
        first = today - timedelta(days=today.weekday() + 7 * ago)
        return first, first + timedelta(days=6)
    if unit == "month":
        first = _months_before(today.replace(day=1), ago)
        return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return date(today.year - ago, 1, 1), date(today.year - ago, 12, 31)


def _rolling(count: int, unit: str, today: date) -> tuple[date, date]:
    """So many days, weeks, months or years that end today."""
    if count < 1:
        raise ValueError("no days")
    if unit in ("day", "week"):
        return today - timedelta(days=count * (7 if unit == "week" else 1) - 1), today
    return _months_before(today, count * (12 if unit == "year" else 1)) + timedelta(days=1), today


def _months_before(day: date, months: int) -> date:
    """The same day so many months before, or the last one of a month that is too short for it."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
