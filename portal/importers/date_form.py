"""Reads dates of one form; the usual directives by a regular expression, several times as fast as strptime."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Read = Callable[[str], datetime]

_DIRECTIVES = {
    "%Y": r"(?P<Y>[0-9]{4})",
    "%y": r"(?P<y>[0-9]{2})",
    "%m": r"(?P<m>[0-9]{1,2})",
    "%d": r"(?P<d>[0-9]{1,2})",
    "%H": r"(?P<H>[0-9]{1,2})",
    "%I": r"(?P<I>[0-9]{1,2})",
    "%M": r"(?P<M>[0-9]{1,2})",
    "%S": r"(?P<S>[0-9]{1,2})",
    "%f": r"(?P<f>[0-9]{1,6})",
    "%p": r"(?P<p>[AaPp])\.?[Mm]\.?",
}
_HOUR = re.compile("%[HIcXs]|epoch")
_DIRECTIVE = re.compile(r"%[A-Za-z%]|\s+")


def reader(form: str) -> Read:
    """What reads a date of this form (strptime's, "iso", "epoch" or "excel") and raises ValueError for any other text.

    The moment has a zone only when the text says one.
    """
    if form == "iso":
        return datetime.fromisoformat
    if form == "epoch":
        return lambda text: datetime.fromtimestamp(int(text), UTC)
    if form == "excel":
        return _by_serial
    pattern = _pattern(form)
    return _by_strptime(form) if pattern is None else _by_pattern(pattern)


_SERIAL = re.compile(r"([0-9]{1,6})(?:[.,]([0-9]{1,15}))?")
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - Excel counts the 29 February 1900, which was none


def _by_serial(text: str) -> datetime:
    """Excel's days since the end of 1899, with a point or a comma before the part of the day."""
    found = _SERIAL.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return _DAY_ZERO + timedelta(days=int(found[1]), seconds=round(86_400 * float(f"0.{found[2] or 0}")))


def has_hour(form: str, text: str) -> bool:
    """Whether a text of this form tells more than a day."""
    if form == "iso":
        return len(text) > len("2001-02-03")
    if form == "excel":
        return bool(re.search("[.,][0-9]*[1-9]", text))
    return bool(_HOUR.search(form))


def _by_strptime(form: str) -> Read:
    return lambda text: datetime.strptime(text, form)  # noqa: DTZ007 - the zone is set by the caller


def _pattern(form: str) -> re.Pattern[str] | None:
    """The form as a regular expression; None when it has a directive that is not read here, or one twice."""
    found = [match[0] for match in _DIRECTIVE.finditer(form) if not match[0].isspace()]
    if len(set(found)) != len(found) or not set(found) <= _DIRECTIVES.keys():
        return None
    if ("%p" in found) != ("%I" in found) or not {"%m", "%d"} <= set(found):
        return None
    parts: list[str] = []
    end = 0
    for match in _DIRECTIVE.finditer(form):
        parts += (re.escape(form[end : match.start()]), r"\s+" if match[0].isspace() else _DIRECTIVES[match[0]])
        end = match.end()
    return re.compile("".join(parts) + re.escape(form[end:]))


def _by_pattern(pattern: re.Pattern[str]) -> Read:
    groups = pattern.groupindex

    def read(text: str) -> datetime:
        found = pattern.fullmatch(text)
        if found is None:
            raise ValueError(text)
        year = int(found["Y"]) if "Y" in groups else _century(int(found["y"]))
        hour = _of_twelve(int(found["I"]), found["p"]) if "I" in groups else int(found["H"]) if "H" in groups else 0
        minute = int(found["M"]) if "M" in groups else 0
        second = int(found["S"]) if "S" in groups else 0
        return datetime(year, int(found["m"]), int(found["d"]), hour, minute, second)  # noqa: DTZ001 - the caller's zone

    return read


def _century(year: int) -> int:
    """As POSIX has it: 69 to 99 are 1969 to 1999."""
    return year + (1900 if year >= 69 else 2000)


def _of_twelve(hour: int, half: str) -> int:
    if not 1 <= hour <= 12:
        raise ValueError(hour)
    return hour % 12 + (12 if half in "Pp" else 0)
