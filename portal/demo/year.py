"""Puts the demonstration together: chunks of records, each made from the seed and its number alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from ..collector import uncollected
from ..domain.city import City
from ..domain.record import Record
from . import complaint
from .calendar import DAY, year
from .data import Issue, answers, fits, temper
from .draw import Chances, DrawnColumns, draw
from .places import DemoPlace, spots
from .rng import Dice
from .steps import Saying, World
from .story import Story

CHUNK = 2_000
SOURCE = "demo"


@dataclass(slots=True)
class _Told:
    """A report of this chunk that later ones may name."""

    code: str
    place: tuple[int, int, int]  # area, issue, spot
    scene: complaint.Scene


class Demo:
    """One demonstration year; ``chunk(k)`` may be asked in any process and in any order."""

    def __init__(self, city: City, n: int, seed: int, until: datetime) -> None:
        fits(city)
        self.city = city
        self.n = n
        self.seed = seed
        self.chances = Chances(city, n, seed, year(n, seed, until, city.zone))
        self.world = _world(city, self.chances.year.offset, self.chances.year.until)
        self._spots: dict[tuple[int, int], list[DemoPlace]] = {}

    @staticmethod
    def chunks_of(n: int) -> int:
        return -(-n // CHUNK)

    @property
    def chunks(self) -> int:
        return self.chunks_of(self.n)

    def chunk(self, number: int) -> list[Record]:
        """Records [number * CHUNK, ...) in the order in which they came in."""
        columns = draw(self.chances, number, CHUNK)
        dice = Dice(np.random.Generator(np.random.PCG64([self.seed, 4, number])))
        with uncollected():
            return _Chunk(self, columns, dice).records()

    def spot(self, area: int, issue: int, rank: int) -> DemoPlace:
        key = (area, issue)
        if key not in self._spots:
            self._spots[key] = spots(self.chances.quarters[area], area, issue, self.seed)
        return self._spots[key][rank]


def generate(city: City, n: int, seed: int, until: datetime) -> Iterator[list[Record]]:
    """All chunks of a demonstration year, in order. Raises DemoError when it was not made for this city."""
    demo = Demo(city, n, seed, until)
    for number in range(demo.chunks):
        yield demo.chunk(number)


def _world(city: City, offset: int, until: int) -> World:
    agencies = city.agencies
    return World(
        tempers={slug: temper(a) for slug, a in agencies.items()},
        shorts={slug: a.short for slug, a in agencies.items()},
        networks=frozenset({"pln", "pam-jaya"}),
        parents={slug: a.parent for slug, a in agencies.items() if a.parent and agencies[a.parent].kind == "dinas"},
        pasted={slug: _pasted(slug) for slug in agencies},
        rule={slug: c.agency for slug, c in city.categories.items() if c.agency},
        validator=city.validator,
        offset=offset,
        until=until,
    )


def _pasted(slug: str) -> tuple[str, str]:
    """The two texts that this agency pastes, always the same."""
    dice = Dice(np.random.Generator(np.random.PCG64([7, *slug.encode()])))
    return answers().named("copied").say(dice, {}), answers().named("copied_reply").say(dice, {})


class _Chunk:
    """The records of one chunk in the making."""

    def __init__(self, demo: Demo, columns: DrawnColumns, dice: Dice) -> None:
        self.demo = demo
        self.columns = columns
        self.dice = dice
        self.told: list[_Told] = []
        self.last: dict[tuple[int, int, int], str] = {}  # place -> code of the latest report there
        self.days: dict[int, str] = {}
        self.sort: dict[int, str] = {}  # issue -> code of the latest report of that sort

    def records(self) -> list[Record]:
        c = self.columns
        rows = zip(
            c.times.tolist(), c.number.tolist(), c.issue.tolist(), c.area.tolist(), c.spot.tolist(), c.street.tolist(),
            c.channel.tolist(), c.located.tolist(), c.private.tolist(), c.reporter.tolist(), c.parent.tolist(),
            self._points(), strict=True,
        )  # fmt: skip
        return [self._record(*row) for row in rows]

    def _points(self) -> list[tuple[float, float]]:
        """Where each report lies: along its street, or at its spot, as exactly as a telephone knows."""
        c = self.columns
        street, along = c.street.copy(), c.along.copy()
        for row in np.flatnonzero(c.spot >= 0).tolist():
            spot = self.demo.spot(int(c.area[row]), int(c.issue[row]), int(c.spot[row]))
            street[row], along[row] = spot.street, spot.along
        quarters = self.demo.chances.quarters
        lines = np.array([quarters[a].lines[s] for a, s in zip(c.area.tolist(), street.tolist(), strict=True)])
        points = lines[:, :2] + (lines[:, 2:] - lines[:, :2]) * along[:, None] + c.jitter
        return [(lat, lon) for lat, lon in np.round(points, 5).tolist()]

    def _record(
        self, at: int, number: int, issue_at: int, area: int, rank: int, street: int,
        channel: int, located: bool, private: bool, reporter: int, parent: int, point: tuple[float, float],
    ) -> Record:  # fmt: skip
        demo, dice = self.demo, self.dice
        issue, quarter = demo.chances.issues[issue_at], demo.chances.quarters[area]
        code = self._code(at, number)
        spot = demo.spot(area, issue_at, rank) if rank >= 0 else None
        scene = self.told[parent].scene if parent >= 0 else complaint.scene(quarter, street, spot, dice)
        place = (area, issue_at, rank if rank >= 0 else -1 - street)
        earlier = self.last.get(place, "") if rank >= 0 else ""
        facts = complaint.facts(scene, quarter, earlier, dice)
        other = self.told[parent].code if parent >= 0 else None
        heading = complaint.title(issue, scene, facts, dice)
        text = complaint.text(issue, facts, dice, again=bool(earlier))
        said = Saying({**facts, "tempat": scene.place, "jalan": scene.street}, dice)  # offices write it out
        near = self.sort.get(issue_at, "")
        story = Story(demo.world, dice, issue, quarter, said, at, quarter.agency, other=other, near=near)
        self.told.append(_Told(code, place, scene))
        self.last[place] = self.sort[issue_at] = code
        return Record(
            source=SOURCE,
            source_id=code,
            submitted_at=datetime.fromtimestamp(at, UTC),
            code=code,
            channel=demo.chances.channels[channel],
            category=self._category(issue),
            agency=quarter.agency,
            area=quarter.code,
            lat=point[0] if located else None,
            lon=point[1] if located else None,
            place="" if issue.placeless else scene.place,
            title=heading,
            text=text,
            private=private,
            reporter=f"{quarter.code}/{reporter}",
            steps=story.tell(),
        )

    def _category(self, issue: Issue) -> str:
        """Most choose the right one."""
        if issue.misfiled and self.dice.chance(0.07):
            return self.dice.pick(issue.misfiled)
        return issue.category

    def _code(self, at: int, number: int) -> str:
        day = (at + self.demo.world.offset) // DAY
        if day not in self.days:
            self.days[day] = f"{self.demo.city.code_prefix}{datetime.fromtimestamp(day * DAY, UTC):%y%m%d}"
        return f"{self.days[day]}{number:04d}"
