"""What is drawn of a frame of the map: circles that count, or each report where they are few, closed ones by area."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session
from whoosh.query import Not, Term

from ...charts.circles import circles
from ...charts.marks import ReportMark, ReportSpot, Weight, gathered, moved_aside
from ...domain.city import City
from ...domain.condition import Condition
from ...domain.lens import Sort, TicketFilter
from ...domain.source_clock import SourceClocks
from ...domain.status import TYPES, Status, StatusType
from ...domain.visibility import Visibility
from ...models import Area, Ticket
from ...search import query_parser
from ...search.engine import Engine, Grid, SearchRequest
from ...search.filter_query import all_of
from ..city.clocks import source_clocks
from ..sources import Sources
from ..tickets.names import Names, lens_names
from .outlines import area_maps, nearest_names

_COARSE = 12  # zooms up to here count in squares of 16 pixels, closer ones in 32: there would be too many
FEW = 2_500  # up to so many in the frame, each report is shown, alone or in a mark with its neighbours ...
NEAR = 13  # ... from this zoom on; further out up to so many:
VERY_FEW = 60
_PRIVATE = Term("is", Condition.PRIVATE.value)
_WEIGHTS = {
    StatusType.OPEN: Weight.OPEN,
    StatusType.RESOLVED: Weight.RESOLVED,
    StatusType.CLOSED: Weight.CLOSED,
    StatusType.UNKNOWN: Weight.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class NamedCircle:
    """The middle of the counted reports, how many, the radius in pixels, and the area that lies nearest."""

    lat: float
    lon: float
    count: int
    radius: float
    name: str


@dataclass(frozen=True, slots=True)
class ClosedReports:
    """The reports of one area whose texts are closed: their place says no more than the area, so they are one mark."""

    code: str
    name: str
    lat: float
    lon: float
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MapMarks:
    """``placed``: reports that are drawn in one way or another. Circles, or else marks and closed reports."""

    placed: int
    circles: tuple[NamedCircle, ...] = ()
    marks: tuple[ReportMark, ...] = ()
    closed: tuple[ClosedReports, ...] = ()


def map_marks(sources: Sources, filter: TicketFilter, zoom: float, now: datetime) -> MapMarks:
    """What is drawn of a filter and its frame at a zoom."""
    engine, city = sources.engine, sources.city
    clocks = source_clocks(sources.session, sources.cache, now)
    level = math.floor(zoom)
    grid = map_grid(engine, filter, level + (2 if level <= _COARSE else 1), city, clocks)
    if zoom >= NEAR or grid.placed <= VERY_FEW:
        single = _single(sources, filter, zoom, clocks)
        if single is not None:
            marks, closed = single
            placed = sum(len(mark.spots) for mark in marks) + sum(one.count for one in closed)
            return MapMarks(placed=placed, marks=tuple(marks), closed=tuple(closed))
    found = circles(((cell.lat, cell.lon, cell.count) for cell in grid.cells), zoom)
    names = nearest_names(next(reversed(area_maps(sources)), None), [(c.lat, c.lon) for c in found])
    named = (NamedCircle(c.lat, c.lon, c.count, c.radius, name) for c, name in zip(found, names, strict=True))
    return MapMarks(placed=grid.placed, circles=tuple(named))


def map_grid(engine: Engine, filter: TicketFilter, zoom: int, city: City, clocks: SourceClocks) -> Grid:
    """The squares of a zoom, with their counts."""
    tree = query_parser.parse(filter.q, city, engine.analyser, clocks).tree
    return engine.cells(tree, filter, zoom, clocks)


def _single(
    sources: Sources, filter: TicketFilter, zoom: float, clocks: SourceClocks
) -> tuple[list[ReportMark], list[ClosedReports]] | None:
    """Each report, and those with closed texts by area; None where there are too many."""
    engine, names = sources.engine, lens_names(sources)
    tree = query_parser.parse(filter.q, sources.city, engine.analyser, clocks).tree
    told = all_of([tree, Not(_PRIVATE)])
    found = engine.search(SearchRequest(told, filter, clocks, sort=Sort.NEWEST, limit=FEW, facets=False, trend=False))
    if found.total > FEW:
        return None
    counts = engine.counts_by_area(all_of([tree, _PRIVATE]), filter, clocks)
    marks = gathered(_spots(sources.session, found.ids, names, clocks), zoom)
    closed = _closed(sources.session, counts, names)
    aside = ((one, *moved_aside(one.lat, one.lon, marks, zoom)) for one in closed)
    return marks, [replace(one, lat=lat, lon=lon) for one, lat, lon in aside]


_COLUMNS = (
    Ticket.code,
    Ticket.status,
    Ticket.lat,
    Ticket.lon,
    Ticket.title,
    Ticket.category_id,
    Ticket.due_at,
    Ticket.source,
    Ticket.desk_at,
)


def _spots(session: Session, ids: Sequence[int], names: Names, clocks: SourceClocks) -> list[ReportSpot]:
    rows = session.execute(
        select(*_COLUMNS).where(Ticket.id.in_(ids), Ticket.visibility == Visibility.FULL, Ticket.lat.is_not(None))
    )
    return [_spot(row, names, clocks) for row in rows]


def _spot(row: Row[*tuple[Any, ...]], names: Names, clocks: SourceClocks) -> ReportSpot:
    weight = _WEIGHTS[TYPES[Status(row.status)]]
    if weight is Weight.OPEN and row.due_at < clocks.until(row.source, row.desk_at):
        weight = Weight.LATE
    category = names.by_id("category", row.category_id)
    called = (row.title, row.title) if row.title else (category.name, category.name_en)
    return ReportSpot(weight, row.code, row.lat, row.lon, *called)


def _closed(session: Session, counts: Mapping[str, int], names: Names) -> list[ClosedReports]:
    """``counts`` of areas of all levels; each area has a mark for what lies in it and in none of its parts."""
    own = Counter(counts)
    for code, count in counts.items():
        if (area := names.area.get(code)) and area.parent:
            own[area.parent] -= count
    rows = session.execute(
        select(Area.code, Area.name, Area.lat, Area.lon)
        .where(Area.code.in_([code for code, count in own.items() if count > 0]), Area.lat.is_not(None))
        .order_by(Area.code, Area.id)
    )
    return [ClosedReports(row.code, row.name, row.lat or 0.0, row.lon or 0.0, own[row.code]) for row in rows]
