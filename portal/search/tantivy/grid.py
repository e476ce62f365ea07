"""The squares of the map counted in Tantivy: large ones by their field, small ones by a histogram of cell numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import tantivy
from whoosh.query import Query as Tree

from .. import cells
from ..engine import MAX_CELLS, Cell, Grid
from ..filter_query import EngineQuery, all_of
from ..squares import LEVEL, Squares
from .counts import squares_of

Compile = Callable[[Tree | None], tantivy.Query]


def grid(searcher: tantivy.Searcher, compiled: Compile, asked: EngineQuery, known: Squares | None, level: int) -> Grid:
    """The squares of a level; larger ones where they would be too many. ``known``: all squares that hold tickets."""
    if known is not None and level <= LEVEL:
        return _grid(_larger(_by_square(searcher, compiled, asked, known), level), level)
    found = _by_histogram(searcher, compiled(asked.query()), level)
    return _grid(found, level) if found is not None else grid(searcher, compiled, asked, known, level - 2)


def _by_square(searcher: tantivy.Searcher, compiled: Compile, asked: EngineQuery, known: Squares) -> Mapping[str, int]:
    """Square -> tickets. Squares wholly in the frame are taken from a count of the whole city, which compares no
    coordinates and is several times as fast."""
    anywhere, box = asked.query(without="bbox"), asked.filter.bbox
    counted = squares_of(searcher, compiled(anywhere)) or {}
    if box is None:
        return counted
    at_edge = squares_of(searcher, compiled(all_of([anywhere, known.at_edge(box)]))) or {}
    return {name: counted[name] for name in known.wholly_within(box) if name in counted} | at_edge


def _larger(counted: Mapping[str, int], level: int) -> dict[int, int]:
    """Cell of a level -> tickets, the sum of the squares in it."""
    shift, found = 2 * (LEVEL - level), dict[int, int]()
    for name, count in counted.items():
        cell = int(name) >> shift
        found[cell] = found.get(cell, 0) + count
    return found


def _by_histogram(searcher: tantivy.Searcher, query: tantivy.Query, level: int) -> dict[int, int] | None:
    """Cell of a level -> tickets; None when there are more than Tantivy's limit."""
    width = cells.span(level)
    histogram = {"c": {"histogram": {"field": "cell", "interval": width, "min_doc_count": 1}}}
    try:
        buckets = searcher.aggregate(query, histogram)["c"]["buckets"]
    except ValueError as error:
        if "bucket limit" not in str(error):
            raise
        return None
    return {int(bucket["key"]) // width: bucket["doc_count"] for bucket in buckets}


def _grid(found: dict[int, int], level: int) -> Grid:
    """The grid of these cells; four are joined to one until there are at most MAX_CELLS."""
    while len(found) > MAX_CELLS:
        level -= 1
        coarser: dict[int, int] = {}
        for cell, count in found.items():
            coarser[cell >> 2] = coarser.get(cell >> 2, 0) + count
        found = coarser
    squares = tuple(Cell(*cells.centre(cell, level), count) for cell, count in sorted(found.items()))
    return Grid(cells.degrees(level), squares, sum(found.values()))
