"""What lies within a frame of the map: how many, and the newest as a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ...domain.lens import Sort, TicketFilter
from ...search import query_parser
from ...search.engine import SearchRequest
from ...search.interpretation import Note
from ..city.clocks import source_clocks
from ..sources import Sources
from ..tickets.matched import MarkedRow, matched_rows
from ..tickets.names import lens_names
from ..tickets.rows import TicketRow, ticket_rows

LISTED = 8  # tickets beside the map


@dataclass(frozen=True, slots=True)
class Frame:
    """The tickets in a frame, the newest as rows. ``everywhere``: how many the filter has without its frame;
    ``notes``: what was left out of the query text."""

    filter: TicketFilter
    total: int
    everywhere: int
    open: int
    overdue: int
    rows: list[TicketRow]
    marked: dict[int, MarkedRow]
    notes: tuple[Note, ...]


def map_frame(sources: Sources, filter: TicketFilter, now: datetime) -> Frame:
    """The tickets of a filter whose box is the frame."""
    engine, clocks = sources.engine, source_clocks(sources.session, sources.cache, now)
    reading = query_parser.parse(filter.q, sources.city, engine.analyser, clocks)
    sort = filter.sort if filter.q else Sort.NEWEST
    request = SearchRequest(reading.tree, filter, clocks, sort=sort, limit=LISTED, facets=False, trend=False)
    found = engine.search(request)
    names = lens_names(sources)
    rows = ticket_rows(sources.session, found.ids, names, clocks)
    marked = matched_rows(sources.session, rows, reading.marks, engine.analyser, names)
    everywhere = engine.count(reading.tree, filter.without("bbox"), clocks) if filter.bbox else found.total
    return Frame(filter, found.total, everywhere, found.open, found.overdue, rows, marked, reading.notes)
