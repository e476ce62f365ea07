"""Puts the demonstration together: chunks of records, each made from the seed and its number alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from ..domain.city import City
from ..domain.record import Record
from . import complaint
from .album import Album
from .calendar import year
from .data import Issue, answers, check, temper
from .draw import Chances, DrawnReport, draw
from .places import DemoPlace, spots
from .rng import Rng
from .steps import AnswerFacts, World
from .story import Story

CHUNK = 2_000
SOURCE = "demo"


@dataclass(frozen=True, slots=True)
class _Earlier:
    """A report of this chunk that later ones may repeat."""

    code: str
    scene: complaint.Scene


class Demo:
    """One demonstration year. A chunk depends on the seed and its number alone: any of them can be made first."""

    def __init__(self, city: City, n: int, seed: int, until: datetime) -> None:
        check(city)
        self.city = city
        self.n = n
        self.seed = seed
        self.chances = Chances(city, n, seed, year(n, seed, until, city.zone))
        self.world = _world(city, self.chances.year.offset, self.chances.year.until)
        self._spots: dict[tuple[int, int], list[DemoPlace]] = {}

    @property
    def chunks(self) -> int:
        return -(-self.n // CHUNK)

    def chunk(self, number: int) -> list[Record]:
        """Records [number * CHUNK, ...) in the order in which they came in."""
        reports = draw(self.chances, number, CHUNK)
        return _Chunk(self, number).records(reports)

    def spot(self, area: int, issue: int, rank: int) -> DemoPlace:
        """One of the places where this issue is reported again and again in this area."""
        key = (area, issue)
        if key not in self._spots:
            self._spots[key] = spots(self.chances.quarters[area], area, issue, self.seed)
        return self._spots[key][rank]


def generate(city: City, n: int, seed: int, until: datetime, *, start: int = 0) -> Iterator[list[Record]]:
    """The chunks of a demonstration year from number ``start`` on, in order. Raises DemoError: not of this city."""
    demo = Demo(city, n, seed, until)
    for number in range(start, demo.chunks):
        yield demo.chunk(number)


def _world(city: City, offset: int, until: int) -> World:
    agencies = city.agencies
    return World(
        tempers={slug: temper(a) for slug, a in agencies.items()},
        short_names={slug: a.short for slug, a in agencies.items()},
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
    rng = Rng(np.random.Generator(np.random.PCG64([7, *slug.encode()])))
    return answers().named("copied").text(rng, {}), answers().named("copied_reply").text(rng, {})


class _Chunk:
    """The records of one chunk in the making."""

    def __init__(self, demo: Demo, number: int) -> None:
        self._demo = demo
        self._rng = Rng(np.random.Generator(np.random.PCG64([demo.seed, 4, number])))
        seen = Rng(np.random.Generator(np.random.PCG64([demo.seed, 5, number])))  # photos change no story
        self._album = Album(number, seen, demo.world.tempers)
        self._earlier: list[_Earlier] = []
        self._latest_there: dict[tuple[int, int, int], str] = {}  # area, issue and spot or street -> code
        self._latest_of_issue: dict[int, str] = {}  # -> code

    def records(self, reports: Sequence[DrawnReport]) -> list[Record]:
        points = self._points(reports)
        told = [self._record(report, *point) for report, point in zip(reports, points, strict=True)]
        issues = self._demo.chances.issues
        return self._album.illustrate(told, [issues[report.issue] for report in reports])

    def _points(self, reports: Sequence[DrawnReport]) -> list[tuple[float, float]]:
        """(lat, lon) of each report: along its street, or at its spot, as exactly as a telephone knows."""
        quarters = self._demo.chances.quarters
        lines, along = [], []
        for report in reports:
            spot = self._spot(report)
            lines.append(quarters[report.area].lines[spot.street if spot else report.street])
            along.append(spot.along if spot else report.along)
        ends = np.array(lines)
        points = ends[:, :2] + (ends[:, 2:] - ends[:, :2]) * np.array(along)[:, None]
        points += np.array([report.jitter for report in reports])
        return [(lat, lon) for lat, lon in np.round(points, 5).tolist()]

    def _spot(self, report: DrawnReport) -> DemoPlace | None:
        return self._demo.spot(report.area, report.issue, report.spot) if report.spot >= 0 else None

    def _record(self, report: DrawnReport, lat: float, lon: float) -> Record:
        chances, rng = self._demo.chances, self._rng
        issue, quarter = chances.issues[report.issue], chances.quarters[report.area]
        parent = self._earlier[report.parent] if report.parent >= 0 else None
        scene = parent.scene if parent else complaint.scene(quarter, report.street, self._spot(report), rng)
        place = (report.area, report.issue, report.spot if report.spot >= 0 else -1 - report.street)
        earlier = self._latest_there.get(place, "") if report.spot >= 0 else ""
        facts = complaint.facts(scene, quarter, earlier, rng)
        title = complaint.title(issue, scene, facts, rng)
        text = complaint.text(issue, facts, rng, again=bool(earlier))
        known = AnswerFacts({**facts, "tempat": scene.place, "jalan": scene.street}, rng)  # offices abbreviate nothing
        near = self._latest_of_issue.get(report.issue, "")
        story = Story(
            self._demo.world, rng, issue, quarter, known, report.at, quarter.agency,
            other=parent.code if parent else None, near=near,
        )  # fmt: skip
        code = self._code(report)
        self._earlier.append(_Earlier(code, scene))
        self._latest_there[place] = self._latest_of_issue[report.issue] = code
        return Record(
            source=SOURCE,
            source_id=code,
            submitted_at=datetime.fromtimestamp(report.at, UTC),
            code=code,
            channel=chances.channels[report.channel],
            category=self._category(issue),
            agency=quarter.agency,
            area=quarter.code,
            lat=lat if report.located else None,
            lon=lon if report.located else None,
            place="" if issue.placeless else scene.place,
            title=title,
            text=text,
            private=report.private,
            reporter=f"{quarter.code}/{report.reporter}",
            steps=story.write(),
        )

    def _category(self, issue: Issue) -> str:
        """Most citizens choose the right one."""
        if issue.misfiled and self._rng.chance(0.07):
            return self._rng.choice(issue.misfiled)
        return issue.category

    def _code(self, report: DrawnReport) -> str:
        day = datetime.fromtimestamp(report.at + self._demo.world.offset, UTC)
        return f"{self._demo.city.code_prefix}{day:%y%m%d}{report.number:04d}"
