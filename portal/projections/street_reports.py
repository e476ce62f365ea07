"""Reads the reports that name a street, and how the city's areas lie: what streets are found in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import shapely
from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from ..cities.shapes import from_geojson
from ..domain.street import street_key, streets_at
from ..domain.streets import AreaPlan, StreetReport
from ..domain.visibility import Visibility
from ..models import Area, AreaShape, Category, Ticket
from ..queries.city.clocks import IS_OPEN

BATCH = 1_000  # tickets asked for by number at once
_TOUCHING = 0.0003  # degrees between two outlines that touch: simplified ones do not quite meet
#: Only what everybody may read whole names a street; of a sensitive category the place is rounded and shapes nothing.
_NAMING = (Ticket.visibility == Visibility.FULL.value) & (Ticket.place != "")
_SHAPES = func.coalesce(Category.sensitive, False).is_(False) & Ticket.lat.is_not(None)
_REPORTS = (
    select(
        Ticket.id,
        Ticket.place,
        func.coalesce(Ticket.area_id, 0),
        case((_SHAPES, Ticket.lat)),
        case((_SHAPES, Ticket.lon)),
        case((IS_OPEN, 1), else_=0),
    )
    .outerjoin(Category, Category.id == Ticket.category_id)
    .where(_NAMING)
)


@dataclass(frozen=True, slots=True)
class NamingReports:
    """The reports that name a street, once for each that they lie on; ``open``: those that are still open."""

    reports: list[StreetReport]
    open: frozenset[int]

    @property
    def keys(self) -> set[str]:
        return {report.key for report in self.reports}


def naming_reports(session: Session, language: str, ids: Sequence[int] | None = None) -> NamingReports:
    """All of them, or those among the tickets with these ``ids``."""
    if ids is None:
        return _read(session, language, [])
    found = [
        _read(session, language, [Ticket.id.in_(ids[start : start + BATCH])]) for start in range(0, len(ids), BATCH)
    ]
    return NamingReports(
        [report for some in found for report in some.reports], frozenset().union(*(some.open for some in found))
    )


def _read(session: Session, language: str, among: Sequence[ColumnElement[bool]]) -> NamingReports:
    reports: list[StreetReport] = []
    still: set[int] = set()
    rows = session.execute(_REPORTS.where(*among).order_by(Ticket.id).execution_options(yield_per=BATCH))
    for id, place, area, lat, lon, is_open in rows:
        named = streets_at(place, language)
        spot = None if lat is None else (lat, lon)
        for key, name in {street_key(name): name for name in reversed(named)}.items():
            reports.append(StreetReport(id, key, name, area, spot))
        if is_open and named:
            still.add(id)
    return NamingReports(reports, frozenset(still))


def area_plan(session: Session) -> AreaPlan:
    """The middle of each area, and those of its level that it touches."""
    rows = session.execute(select(Area.id, Area.lat, Area.lon))
    centres = {id: (lat, lon) for id, lat, lon in rows if lat is not None and lon is not None}
    touching: dict[int, set[int]] = defaultdict(set)
    for one, other in _pairs(session):
        touching[one].add(other)
    return AreaPlan(centres, {area: frozenset(others) for area, others in touching.items()})


def _pairs(session: Session) -> Iterator[tuple[int, int]]:
    """Two areas of one level that touch, each pair both ways."""
    levels: dict[str, list[tuple[int, shapely.Geometry]]] = defaultdict(list)
    rows = session.execute(
        select(Area.id, Area.level, AreaShape.geometry).join(AreaShape, AreaShape.area_id == Area.id)
    )
    for id, level, geometry in rows:
        shape = from_geojson(geometry)
        if shape is not None:
            levels[level].append((id, shape))
    for known in levels.values():
        ids, shapes = zip(*known, strict=True)
        found = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=_TOUCHING)
        yield from ((ids[one], ids[other]) for one, other in found.T.tolist() if one != other)
