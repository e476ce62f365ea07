"""What each report of a chunk is about, where and from whom: all that numpy can draw for the whole chunk at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..domain.city import City
from .calendar import HOUR, Year
from .data import Issue, issues, shares
from .places import METRES, Quarter, quarters

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class DrawnReport(NamedTuple):
    """One report. ``parent``: index in the chunk of the report that it repeats, -1: none. ``spot`` -1: none."""

    at: int  # epoch seconds
    number: int  # running number of its day, from 1
    issue: int
    area: int
    spot: int
    street: int
    along: float
    jitter: tuple[float, float]  # degrees
    channel: int
    located: bool
    private: bool
    reporter: int
    parent: int


class Chances:
    """The tables that every chunk draws from; the same for one city, number of tickets and seed."""

    def __init__(self, city: City, n: int, seed: int, year: Year) -> None:
        self.year = year
        self.n = n
        self.seed = seed
        self.issues: tuple[Issue, ...] = issues()
        self.channels = list(shares()["channels"])
        weights = area_weights(city)
        self.quarters: list[Quarter] = quarters(city, weights)
        self._areas = np.array([q.weight for q in self.quarters])
        self.reporters = self._reporters()
        channels = [shares()["channels"][name] for name in self.channels]
        share = np.array([channel["share"] for channel in channels])
        self.channel_chances: Floats = np.cumsum(share / share.sum())
        self.channel_points: Floats = np.array([channel["point"] for channel in channels])
        self._by_group: dict[int, Floats] = {}
        self._by_issue: dict[int, Floats] = {}

    def issue_chances(self, group: int) -> Floats:
        """Cumulative chances of the issues; the bits of a group are rain (1), storm (2) and night (4)."""
        if group not in self._by_group:
            chance = np.array([i.weight for i in self.issues], dtype=float)
            for bit, name in ((1, "rain"), (2, "storm"), (4, "night")):
                if group & bit:
                    chance *= np.array([getattr(i, name) for i in self.issues])
            self._by_group[group] = np.cumsum(chance / chance.sum())
        return self._by_group[group]

    def area_chances(self, issue: int) -> Floats:
        """Cumulative chances of the areas for an issue."""
        if issue not in self._by_issue:
            tilt = shares()["tilts"][self.issues[issue].tilt]
            factor = np.array([tilt["factor"] if q.name in tilt["areas"] else 1.0 for q in self.quarters])
            chance = self._areas * factor
            chance = self._balanced(chance)
            self._by_issue[issue] = np.cumsum(chance / chance.sum())
        return self._by_issue[issue]

    def _balanced(self, chance: Floats) -> Floats:
        """A tilt moves reports within a kecamatan more than between them, so that shares per head stay as given."""
        for district in {q.district for q in self.quarters}:
            which = np.array([q.district == district for q in self.quarters])
            wanted, got = self._areas[which].sum(), chance[which].sum()
            chance[which] *= (wanted / got) ** 0.75
        return chance

    def _reporters(self) -> Ints:
        """How many people report, by area."""
        share = self._areas / self._areas.sum()
        people: Ints = (share * self.n * shares()["reporters"]["per_report"]).astype(np.int64)
        return people.clip(3)


def area_weights(city: City) -> dict[str, float]:
    """Reports to expect from each kelurahan, by code; only their proportions matter."""
    per_head, visitors = shares()["per_head"], shares()["visitors"]
    found = {}
    for area in city.areas.values():
        if area.level != city.levels[-1]:
            continue
        district = city.areas[area.parent].name if area.parent else ""
        own = 0.8 + (sum(map(ord, area.name)) % 41) / 100  # 0.8 to 1.2, always the same for one name
        found[area.code] = ((area.population or 10_000) * own + visitors.get(area.name, 0)) * 1.0
        found[area.code] *= per_head.get(district, 1.0)
    return _by_district(city, found)


def _by_district(city: City, weights: dict[str, float]) -> dict[str, float]:
    """The same proportions within a kecamatan, and those of ``per_head`` between them."""
    per_head = shares()["per_head"]
    heads: dict[str, float] = {}
    sums: dict[str, float] = {}
    for code, weight in weights.items():
        parent = city.areas[code].parent or ""
        heads[parent] = heads.get(parent, 0.0) + (city.areas[code].population or 10_000)
        sums[parent] = sums.get(parent, 0.0) + weight
    scale = {p: heads[p] * per_head.get(city.areas[p].name if p else "", 1.0) / sums[p] for p in sums}
    return {code: weight * scale[city.areas[code].parent or ""] for code, weight in weights.items()}


def draw(chances: Chances, chunk: int, size: int) -> list[DrawnReport]:
    """The chunk's reports: rows [chunk * size, (chunk + 1) * size) of the year."""
    year = chances.year
    generator = np.random.Generator(np.random.PCG64([chances.seed, 2, chunk]))
    times = year.times[chunk * size : (chunk + 1) * size]
    count = len(times)
    issue = _issues(chances, times, generator)
    area = _grouped(chances.area_chances, issue, generator)
    spot = np.where(generator.random(count) < shares()["hot"], _zipf(generator, count), -1)
    street = _streets(chances, area, generator)
    channel = _at(chances.channel_chances, generator.random(count))
    parent = _parents(chances, times, issue, generator)
    along = generator.random(count)
    repeated = parent >= 0
    for column in (issue, area, spot, street, along):
        column[repeated] = column[parent[repeated]]
    jitter = generator.standard_normal((count, 2)) * (10.0 / METRES)
    located = generator.random(count) < chances.channel_points[channel]
    private = generator.random(count) < np.where(
        channel == 0, shares()["private"]["share"], shares()["private"]["elsewhere"]
    )
    reporter = _reporters(chances, area, generator)
    numbers = year.numbers[chunk * size : chunk * size + count]
    columns = (times, numbers, issue, area, spot, street, along, jitter, channel, located, private, reporter, parent)
    return [DrawnReport(*row) for row in zip(*(column.tolist() for column in columns), strict=True)]


def _at(cumulative: Floats, rolls: Floats) -> Ints:
    return np.searchsorted(cumulative, rolls, side="right").clip(0, len(cumulative) - 1).astype(np.int64)


def _issues(chances: Chances, times: Ints, generator: np.random.Generator) -> Ints:
    year = chances.year
    day = year.day_number(times).clip(0, len(year.rain) - 1)
    hour = (times + year.offset) // HOUR % 24
    night = (hour >= 20) | (hour < 5)
    group = year.rain[day] + 2 * year.storm[day] + 4 * night
    return _grouped(chances.issue_chances, group.astype(np.int64), generator)


def _grouped(table: Callable[[int], Floats], keys: Ints, generator: np.random.Generator) -> Ints:
    """For each key one draw from the table of cumulative chances that belongs to it."""
    rolls = generator.random(len(keys))
    found = np.empty(len(keys), dtype=np.int64)
    for key in np.unique(keys):
        which = keys == key
        found[which] = _at(table(int(key)), rolls[which])
    return found


def _zipf(generator: np.random.Generator, count: int) -> Ints:
    """Which of an area's places: the first is the busiest."""
    return _at(np.cumsum(np.array([0.52, 0.25, 0.14, 0.09])), generator.random(count))


def _streets(chances: Chances, area: Ints, generator: np.random.Generator) -> Ints:
    return _grouped(lambda key: chances.quarters[key].spread, area, generator)


def _parents(chances: Chances, times: Ints, issue: Ints, generator: np.random.Generator) -> Ints:
    """Which earlier report of the chunk each one repeats: about one in twenty, hours to a few days later."""
    count = len(times)
    lag = min(400.0, max(5.0, chances.n / 365 * 0.7))
    parent = np.arange(count) - 1 - generator.exponential(lag, count).astype(np.int64)
    kept = (generator.random(count) < 0.058) & (parent >= 0)
    kept &= times - times[parent.clip(0)] < 10 * 86_400
    kept &= ~np.where(parent >= 0, kept[parent.clip(0)], False)
    return np.where(kept, parent, -1)


def _reporters(chances: Chances, area: Ints, generator: np.random.Generator) -> Ints:
    """A number within the area: low numbers report often, most once."""
    rank: Floats = generator.random(len(area)) ** shares()["reporters"]["bend"]
    return (chances.reporters[area] * rank).astype(np.int64)
