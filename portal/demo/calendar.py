"""When reports come in, by season, day and hour, and at which hours offices work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from .data import shares

DAY = 86_400
HOUR = 3_600
DAYS = 365
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)


@dataclass(frozen=True, slots=True)
class Year:
    """The moments of all reports in order, in whole epoch seconds, and for each day whether it rained or stormed."""

    times: NDArray[np.int64]
    numbers: NDArray[np.int64]  # running number of its day of each report, from 1
    first: date
    offset: int  # seconds east of UTC
    until: int  # epoch seconds; nothing happens later
    storm: NDArray[np.bool_]
    rain: NDArray[np.bool_]

    def local(self, at: int) -> int:
        return at + self.offset

    def day_number(self, times: NDArray[np.int64]) -> NDArray[np.int64]:
        """Days since the year's first day."""
        start = (self.first - date(1970, 1, 1)).days
        return (times + self.offset) // DAY - start


def year(n: int, seed: int, until: datetime, zone: str) -> Year:
    """The year of n reports that ends at ``until``."""
    generator = np.random.Generator(np.random.PCG64([seed, 1]))
    offset = _offset(until, ZoneInfo(zone))
    end = int(until.timestamp())
    last = (datetime.fromtimestamp(end, UTC) + timedelta(seconds=offset - 1)).date()
    first = last - timedelta(days=DAYS - 1)
    days = [first + timedelta(days=i) for i in range(DAYS)]
    rain = np.array([day.month in shares()["days"]["rain"] for day in days])
    storm = rain & (generator.random(DAYS) < shares()["days"]["storms"])
    counts = _counts(n, days, storm, generator)
    day_starts = (np.array([(d - date(1970, 1, 1)).days for d in days], dtype=np.int64) * DAY) - offset
    times = np.repeat(day_starts, counts) + _seconds(counts, days, generator)
    times = np.sort(np.minimum(times, end - 60))
    return Year(times, _numbers((times + offset) // DAY), first, offset, end, storm, rain)


def _numbers(days: NDArray[np.int64]) -> NDArray[np.int64]:
    """Counts each day's reports from 1; ``days`` in order."""
    return np.arange(len(days)) - np.searchsorted(days, days, side="left") + 1


def _offset(until: datetime, zone: tzinfo) -> int:
    offset = until.astimezone(zone).utcoffset()
    return int(offset.total_seconds()) if offset else 0


def _counts(n: int, days: list[date], storm: NDArray[np.bool_], generator: np.random.Generator) -> NDArray[np.int64]:
    table = shares()["days"]
    weights = np.array([table["week"][d.weekday()] * table["month"][d.month - 1] for d in days])
    weights *= np.where(storm, table["storm"], 1.0)
    weights *= np.exp(table["noise"] * generator.standard_normal(len(days)))
    weights *= np.array([table["quiet_factor"] if quiet(d) else 1.0 for d in days])
    return generator.multinomial(n, weights / weights.sum())


def _seconds(counts: NDArray[np.int64], days: list[date], generator: np.random.Generator) -> NDArray[np.int64]:
    """A second of the day for each report; weekends start later."""
    weekend = np.repeat(np.array([d.weekday() > 4 for d in days]), counts)
    hours = np.empty(len(weekend), dtype=np.int64)
    for kind, which in (("weekday", ~weekend), ("weekend", weekend)):
        weights = np.cumsum(np.array(shares()["hours"][kind], dtype=float))
        hours[which] = np.searchsorted(weights, generator.random(int(which.sum())) * weights[-1], side="right")
    return hours * HOUR + generator.integers(0, HOUR, len(hours))


def quiet(day: date) -> bool:
    """A public holiday, or the week of Lebaran."""
    if f"{day:%m-%d}" in shares()["days"]["quiet"]:
        return True
    return any(-2 <= (day - date.fromisoformat(d)).days <= 4 for d in shares()["days"]["lebaran"])


def office(local: int, weekend: float, roll: float) -> int:
    """The first working moment at or after ``local`` seconds: nights wait for the morning, weekends maybe for Monday.

    ``roll`` in [0, 1) decides whether this weekend is worked (share ``weekend``) and when the morning begins.
    """
    day, second = divmod(local, DAY)
    if second < 7 * HOUR:
        second = 7 * HOUR + int(roll * 9_000)
    elif second > 19 * HOUR:
        day += 1
        second = 7 * HOUR + int(roll * 9_000)
    weekday = (day + 3) % 7
    if weekday > 4 and (roll * 97) % 1 >= weekend:
        day += 7 - weekday
        second = 7 * HOUR + int((roll * 31) % 1 * 14_400)
    return day * DAY + second


def spoken_date(local: int) -> str:
    """As people write it: Selasa, 12 Maret 2024."""
    day = _day(local)
    return f"{WEEKDAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(local: int) -> str:
    """As officers write it: 12/03/2024."""
    return f"{_day(local):%d/%m/%Y}"


def clock(local: int) -> str:
    second = local % DAY
    return f"{second // HOUR:02d}.{second % HOUR // 60:02d}"


def _day(local: int) -> date:
    return date.fromordinal(719_163 + local // DAY)
