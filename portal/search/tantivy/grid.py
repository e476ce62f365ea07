"""The squares of the map, counted in Tantivy: large ones from their column, small ones in steps of a number."""

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


def grid(
    searcher: tantivy.Searcher, compiled: Compile, question: EngineQuery, known: Squares | None, level: int
) -> Grid:
    """The squares of a level; coarser ones when there would be too many. ``known``: None when they are too many."""
    if known is not None and level <= LEVEL:
        return _drawn(_larger(_by_square(searcher, compiled, question, known), level), level)
    found = _in_steps(searcher, compiled(question.query()), level)
    return _drawn(found, level) if found is not None else grid(searcher, compiled, question, known, level - 2)


def _by_square(
    searcher: tantivy.Searcher, compiled: Compile, question: EngineQuery, known: Squares
) -> Mapping[str, int]:
    """Squares and their tickets. Those that lie in the frame are picked from all there are: counting the whole city
    is ten times as fast as comparing places."""
    anywhere, box = question.query(without="bbox"), question.filter.bbox
    counted = squares_of(searcher, compiled(anywhere)) or {}
    if box is None:
        return counted
    at_edge = squares_of(searcher, compiled(all_of([anywhere, known.at_edge(box)]))) or {}
    return {name: counted[name] for name in known.wholly_within(box) if name in counted} | at_edge


def _larger(counted: Mapping[str, int], level: int) -> dict[int, int]:
    """Cell -> count, added up from the squares in it."""
    shift, found = 2 * (LEVEL - level), dict[int, int]()
    for name, count in counted.items():
        cell = int(name) >> shift
        found[cell] = found.get(cell, 0) + count
    return found


def _in_steps(searcher: tantivy.Searcher, query: tantivy.Query, level: int) -> dict[int, int] | None:
    """Cell -> count; None when Tantivy gives up because they are too many."""
    width = cells.span(level)
    asked = {"c": {"histogram": {"field": "cell", "interval": width, "min_doc_count": 1}}}
    try:
        buckets = searcher.aggregate(query, asked)["c"]["buckets"]
    except ValueError as error:
        if "bucket limit" not in str(error):
            raise
        return None
    return {int(bucket["key"]) // width: bucket["doc_count"] for bucket in buckets}


def _drawn(found: dict[int, int], level: int) -> Grid:
    """Cells and their counts as the map takes them, four made one until they are few enough."""
    while len(found) > MAX_CELLS:
        level -= 1
        coarser: dict[int, int] = {}
        for cell, count in found.items():
            coarser[cell >> 2] = coarser.get(cell >> 2, 0) + count
        found = coarser
    squares = tuple(Cell(*cells.centre(cell, level), count) for cell, count in sorted(found.items()))
    return Grid(cells.degrees(level), squares, sum(found.values()))
