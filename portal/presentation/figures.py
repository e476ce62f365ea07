"""How figures of a scorecard are written: with their unit, or with the reason why there is none."""

from __future__ import annotations

from flask_babel import gettext as _

from ..domain.figure import Figure, Why
from .numbers import DAY, HOUR, days, in_days, number, percent

#: From here on hours, and days, are told without decimals; shares from here on.
WHOLE_HOURS, WHOLE_DAYS, WHOLE_PERCENTS = 10 * HOUR, 10 * DAY, 0.095


def seconds(value: float) -> str:
    """Seconds as figures give them: "40 menit", "2,5 jam", "21 jam", "2,9 hari"."""
    if HOUR <= value < DAY:
        return str(_("%(n)s jam", n=number(value / HOUR, 1 if value < WHOLE_HOURS else 0)))
    return days(value / DAY)


def wait(figure: Figure) -> str:
    """A figure in seconds, in the unit of its interval where that is days: "1 hari" beside "0,8–1,8 hari"."""
    value, low, high = figure.value, figure.low, figure.high
    if value is None:
        return why(figure)
    if low is not None and high is not None and HOUR <= value < DAY and _days_of(low, high):
        return in_days(value / DAY)
    return seconds(value)


def wait_between(figure: Figure) -> str:
    """Its interval, "2,7–3,1 hari": in one unit where that can be read; '' when there is none."""
    low, high = figure.low, figure.high
    if low is None:
        return ""
    if high is None:
        about_a_day = 0.95 * DAY <= low < DAY <= (figure.value or 0)  # "1,2 hari, lebih dari 1 hari" has one unit
        return str(_("lebih dari %(low)s", low=seconds(DAY if about_a_day else low)))
    return "–".join(_ends(low, high))


def _ends(low: float, high: float) -> tuple[str, str]:
    """Both ends in days, in hours where the days would be the same; each in its own unit where they lie far apart."""
    low_days = _days_of(low, high)
    if low_days:
        return low_days, days(high / DAY)
    if low >= DAY / 2 and high >= DAY:
        return number(low / HOUR, 1), str(_("%(n)s jam", n=number(high / HOUR, 1)))
    if low >= HOUR and high < DAY:
        return number(low / HOUR, 1 if low < WHOLE_HOURS else 0), seconds(high)
    return seconds(low), seconds(high)


def _days_of(low: float, high: float) -> str | None:
    """The lower end in days; None where both ends are not told in days."""
    if low < DAY / 2 or high < DAY:
        return None
    first, last = (number(end / DAY, 1 if end < WHOLE_DAYS else 0) for end in (low, high))
    return first if first != last or low >= WHOLE_DAYS else None


def share(figure: Figure) -> str:
    """A figure from 0 to 1 as a percentage, or why there is none."""
    return why(figure) if figure.value is None else _percent(figure.value)


def share_between(figure: Figure) -> str:
    """Its interval, "6,6–7,4%"; '' when there is none."""
    if figure.value is None or figure.low is None or figure.high is None:
        return ""
    return f"{_percent(figure.low).removesuffix('%')}–{_percent(figure.high)}"


def why(figure: Figure) -> str:
    """What is said instead of a value."""
    if figure.why is Why.TOO_YOUNG:
        return str(_("terlalu dini"))
    return _("belum tercapai") if figure.why is Why.NOT_REACHED else "–"


def _percent(value: float) -> str:
    return percent(value, 1 if value < WHOLE_PERCENTS else 0)
