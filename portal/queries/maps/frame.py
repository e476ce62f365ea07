"""What lies within a frame of the map: circles of a grid, single tickets when they are few, the newest as a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ...charts.circles import Circle, circles
from ...domain.city import City
from ...domain.lens import Box, Sort, TicketFilter
from ...domain.source_clock import SourceClocks
from ...domain.visibility import SEARCHED
from ...models import Ticket
from ...search import query_parser
from ...search.engine import Engine, Grid, SearchRequest
from ...search.interpretation import Note
from ..city.clocks import source_clocks
from ..sources import Sources
from ..tickets.matched import MarkedRow, marked_rows
from ..tickets.names import Names, lens_names
from ..tickets.rows import TicketRow, ticket_rows

LISTED = 8  # tickets beside the map
_COARSE = 12  # zooms up to here count in squares of 16 pixels, closer ones in 32: there would be too many
FEW = 500  # up to so many in the frame, each ticket is shown


@dataclass(frozen=True, slots=True)
class Frame:
    """The tickets in a frame, the newest as rows. ``notes``: what was left out of the query text."""

    filter: TicketFilter
    total: int
    open: int
    overdue: int
    rows: list[TicketRow]
    marked: dict[int, MarkedRow]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class MapTicket:
    """One ticket on the map."""

    code: str
    status: str
    lat: float
    lon: float
    title: str
    category: str
    category_en: str


def map_frame(sources: Sources, filter: TicketFilter, now: datetime) -> Frame:
    """The tickets of a filter whose box is the frame."""
    engine, clocks = sources.engine, source_clocks(sources.session, sources.cache, now)
    reading = query_parser.parse(filter.q, sources.city, engine.analyser, clocks)
    sort = filter.sort if filter.q else Sort.NEWEST
    request = SearchRequest(reading.tree, filter, clocks, sort=sort, limit=LISTED, facets=False, trend=False)
    found = engine.search(request)
    rows = ticket_rows(sources.session, found.ids, lens_names(sources), clocks)
    marked = marked_rows(rows, reading.marks, engine.analyser)
    return Frame(filter, found.total, found.open, found.overdue, rows, marked, reading.notes)


def map_circles(engine: Engine, filter: TicketFilter, zoom: int, city: City, clocks: SourceClocks) -> list[Circle]:
    """The circles of a filter and frame at a zoom, each in the middle of its tickets, as finer squares place them."""
    grid = map_grid(engine, filter, zoom + (2 if zoom <= _COARSE else 1), city, clocks)
    return circles(((cell.lat, cell.lon, cell.count) for cell in grid.cells), zoom)


def map_grid(engine: Engine, filter: TicketFilter, zoom: int, city: City, clocks: SourceClocks) -> Grid:
    """The squares of a zoom, with their counts."""
    tree = query_parser.parse(filter.q, city, engine.analyser, clocks).tree
    return engine.cells(tree, filter, zoom, clocks)


def map_tickets(sources: Sources, filter: TicketFilter, now: datetime) -> list[MapTicket] | None:
    """Each ticket in the frame; None when there are more than FEW. Those without a public place are left out."""
    engine, clocks = sources.engine, source_clocks(sources.session, sources.cache, now)
    tree = query_parser.parse(filter.q, sources.city, engine.analyser, clocks).tree
    found = engine.search(SearchRequest(tree, filter, clocks, sort=Sort.NEWEST, limit=FEW, facets=False, trend=False))
    return None if found.total > FEW else _spots(sources.session, found.ids, lens_names(sources))


def _spots(session: Session, ids: Sequence[int], names: Names) -> list[MapTicket]:
    columns = (Ticket.id, Ticket.code, Ticket.status, Ticket.lat, Ticket.lon, Ticket.title, Ticket.category_id)
    rows = session.execute(
        select(*columns).where(Ticket.id.in_(ids), Ticket.visibility.in_(SEARCHED), Ticket.lat.is_not(None))
    )
    found = []
    for row in rows:
        category = names.by_id("category", row.category_id)
        found.append(MapTicket(row.code, row.status, row.lat, row.lon, row.title, category.name, category.name_en))
    return sorted(found, key=lambda spot: spot.code)


def surround(grid: Grid) -> Box | None:
    """A frame around nearly all of the tickets: one ticket in two hundred may lie outside, as wrong places do."""
    if not grid.cells:
        return None
    half = grid.width / 2
    south, north = _inner([(cell.lat, cell.count) for cell in grid.cells])
    west, east = _inner([(cell.lon, cell.count) for cell in grid.cells])
    return Box(max(-180, west - half), max(-90, south - half), min(180, east + half), min(90, north + half))


def _inner(weighted: list[tuple[float, int]]) -> tuple[float, float]:
    weighted.sort()
    beyond = sum(count for _, count in weighted) / 200
    return _reached(weighted, beyond), _reached(weighted[::-1], beyond)


def _reached(weighted: Sequence[tuple[float, int]], beyond: float) -> float:
    seen = 0
    for value, count in weighted:
        seen += count
        if seen > beyond:
            return value
    return weighted[-1][0]
