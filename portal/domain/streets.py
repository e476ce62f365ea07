"""Streets out of what reports say of their place: which reports lie on one street, and where it runs.

Reports that name a street alike are on one street where they lie in one area or in two that touch, or not further than
NEAR metres from others of it; further away it is another street of the same name. A misspelt name counts to a street
nearby.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.spatial import cKDTree

from .street_line import Line, Points, line_along, metres
from .street_spelling import may_be_slip

NEAR = 1_000.0
#: How far the middle of an area may lie from a street that reports from there name without saying where exactly.
AREA_REACH = 2_500.0

Degrees = tuple[float, float]


@dataclass(frozen=True, slots=True)
class StreetReport:
    """A report that names a street: ``key`` and ``name`` as domain.street has them; ``area``: its area's number, 0
    unknown; ``spot``: (lat, lon), None where that is not known or may shape nothing."""

    ticket: int
    key: str
    name: str
    area: int
    spot: Degrees | None


@dataclass(frozen=True, slots=True)
class AreaPlan:
    """How the areas lie, by their numbers: the middle of each and those that it touches, where that is known."""

    centres: Mapping[int, Degrees] = field(default_factory=dict)
    touching: Mapping[int, frozenset[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundStreet:
    """``key`` and ``name``: in the most frequent spelling. ``area``: where most of its reports lie, 0 unknown;
    ``alone``: no other street has its name. ``lines``: what is drawn of it, each in one go; ``box``: west, south,
    east, north of all places, None without any."""

    key: str
    name: str
    area: int
    alone: bool
    reports: tuple[StreetReport, ...]
    lines: tuple[Line, ...]
    box: tuple[float, float, float, float] | None


@dataclass(slots=True)
class _Part:
    """The reports of one spelling at one place; ``points``: their places, or the middle of their area, in metres."""

    key: str
    reports: list[StreetReport]
    points: Points
    reach: float = NEAR
    areas: set[int] = field(default_factory=set)

    @property
    def size(self) -> int:
        return len(self.reports)

    def near(self, other: _Part, plan: AreaPlan) -> bool:
        if self.areas & other.areas or any(plan.touching.get(area, frozenset()) & other.areas for area in self.areas):
            return True
        if not len(self.points) or not len(other.points):
            return False
        found, _ = cKDTree(self.points).query(other.points, distance_upper_bound=max(self.reach, other.reach))
        return bool(np.isfinite(found).any())

    def take_in(self, other: _Part) -> None:
        if self.reach == other.reach:
            self.points = np.concatenate([self.points, other.points])
        elif self.reach > other.reach:
            self.points, self.reach = other.points, other.reach
        self.reports += other.reports
        self.areas |= other.areas


def found_streets(reports: Iterable[StreetReport], plan: AreaPlan) -> list[FoundStreet]:
    """The streets of some reports, by name and then by size."""
    by_key: dict[str, list[StreetReport]] = defaultdict(list)
    for report in reports:
        by_key[report.key].append(report)
    spots = (report.spot for found in by_key.values() for report in found if report.spot)
    lat, _ = next(spots, next(iter(plan.centres.values()), (0.0, 0.0)))
    parts = {key: _parts(found, plan, lat) for key, found in sorted(by_key.items())}
    _mend(parts, plan)
    return [street for found in parts.values() for street in _streets(found)]


def _parts(reports: Sequence[StreetReport], plan: AreaPlan, lat: float) -> list[_Part]:
    """Those of one spelling, the largest first."""
    groups: dict[object, list[StreetReport]] = defaultdict(list)
    for report in reports:
        groups[report.area or _square(report.spot)].append(report)
    begun = sorted((_part(found, plan, lat) for found in groups.values()), key=lambda part: -part.size)
    done: list[_Part] = []
    while begun:
        part = begun.pop(0)
        while joined := [other for other in begun if part.near(other, plan)]:
            for other in joined:
                part.take_in(other)
            begun = [other for other in begun if other not in joined]
        done.append(part)
    placed = [part for part in done if len(part.points) or part.areas]
    if len(placed) == 1:  # whoever says neither area nor place means the only one there is
        for part in done:
            if part is not placed[0]:
                placed[0].take_in(part)
    return sorted(placed, key=lambda part: -part.size)


def _square(spot: Degrees | None) -> Degrees | None:
    """Of a kilometre's size: reports whose area is unknown are compared by these."""
    return spot and (round(spot[0], 2), round(spot[1], 2))


def _part(reports: list[StreetReport], plan: AreaPlan, lat: float) -> _Part:
    areas = {report.area for report in reports if report.area}
    spots = sorted({report.spot for report in reports if report.spot})
    if spots:
        return _Part(reports[0].key, reports, metres(np.array(spots), lat), NEAR, areas)
    middles = np.array([plan.centres[area] for area in areas if area in plan.centres]).reshape(-1, 2)
    return _Part(reports[0].key, reports, metres(middles, lat), AREA_REACH, areas)


def _mend(parts: dict[str, list[_Part]], plan: AreaPlan) -> None:
    """Put the parts of a misspelt name to the street that is meant, the rarest first."""
    counts = {key: sum(part.size for part in found) for key, found in parts.items()}
    for key in sorted(counts, key=lambda key: (counts[key], key)):
        meant = sorted(
            (other for other in counts if other != key and may_be_slip(key, counts[key], other, counts[other])),
            key=lambda other: (-counts[other], other),
        )
        for part in list(parts[key]):
            street = next((one for other in meant for one in parts[other] if one.near(part, plan)), None)
            if street is not None:
                street.take_in(part)
                parts[key].remove(part)


def _streets(parts: Sequence[_Part]) -> list[FoundStreet]:
    """``parts``: all streets of one name."""
    return [_street(part, alone=len(parts) == 1) for part in sorted(parts, key=lambda part: -part.size)]


def _street(part: _Part, *, alone: bool) -> FoundStreet:
    own = [report for report in part.reports if report.key == part.key]
    names = Counter(report.name for report in own)
    areas = Counter(report.area for report in own if report.area)
    spots = [report.spot for report in part.reports if report.spot]
    return FoundStreet(
        key=part.key,
        name=min(names, key=lambda name: (-names[name], name)),
        area=min(areas, key=lambda area: (-areas[area], area), default=0),
        alone=alone,
        reports=tuple(part.reports),
        lines=_lines(part.reports),
        box=_box(spots),
    )


def _box(spots: Sequence[Degrees]) -> tuple[float, float, float, float] | None:
    if not spots:
        return None
    lats, lons = zip(*spots, strict=True)
    return min(lons), min(lats), max(lons), max(lats)


def _lines(reports: Sequence[StreetReport]) -> tuple[Line, ...]:
    """One line where all lie along one, else one in each area where they do."""
    whole = line_along([report.spot for report in reports if report.spot])
    if whole:
        return (whole,)
    by_area: dict[int, list[Degrees]] = defaultdict(list)
    for report in reports:
        if report.spot:
            by_area[report.area].append(report.spot)
    found = (line_along(by_area[area]) for area in sorted(by_area)) if len(by_area) > 1 else ()
    return tuple(line for line in found if line)
