"""The squares of the map are the same by whichever way they are counted."""

from __future__ import annotations

from collections import Counter

import pytest
import tantivy
from whoosh.query import Query as Tree
from whoosh.query import Term

from portal.domain.lens import Box, TicketFilter
from portal.search import cells, squares
from portal.search.engine import Grid
from portal.search.filter_query import EngineQuery
from portal.search.squares import Squares
from portal.search.tantivy import counts
from portal.search.tantivy import grid as grids
from portal.search.tantivy.compiler import compile_tree
from portal.search.tantivy.grid import grid
from tests.search import sampling
from tests.search.tantivy.memory import EVERYTHING, SCHEMA, searcher

DOCUMENTS = list(sampling.documents(500, seed=4))
BOX = Box(106.79, -6.28, 106.84, -6.24)
LEVELS = [2, 8, 12, 14, 15, squares.LEVEL, squares.LEVEL + 1, 18, cells.FINEST]


@pytest.fixture(scope="module")
def index() -> tantivy.Searcher:
    return searcher(DOCUMENTS)


def compiled(tree: Tree | None) -> tantivy.Query:
    return compile_tree(SCHEMA, tree)


def drawn(index: tantivy.Searcher, level: int, *, box: Box | None = None, known: bool = True) -> Grid:
    all_squares = Squares(counts.squares_of(index, EVERYTHING) or {}) if known else None
    return grid(index, compiled, EngineQuery(None, TicketFilter(bbox=box), sampling.CLOCKS), all_squares, level)


def by_hand(level: int, box: Box | None = None) -> dict[tuple[float, float], int]:
    inside = [
        (d.lat, d.lon)
        for d in DOCUMENTS
        if d.lat is not None
        and d.lon is not None
        and (box is None or (box.south <= d.lat < box.north and box.west <= d.lon < box.east))
    ]
    return dict(Counter(cells.centre(cells.number(*place) // cells.span(level), level) for place in inside))


@pytest.mark.parametrize("box", [None, BOX])
@pytest.mark.parametrize("level", LEVELS)
def test_every_square_counts_its_tickets(index: tantivy.Searcher, level: int, box: Box | None) -> None:
    found = drawn(index, level, box=box)
    assert {(cell.lat, cell.lon): cell.count for cell in found.cells} == by_hand(level, box)
    assert found.placed == sum(by_hand(level, box).values()) > 50
    assert found.width == cells.degrees(level)


@pytest.mark.parametrize("box", [None, BOX])
@pytest.mark.parametrize("level", LEVELS)
def test_squares_by_their_field_and_by_histogram_are_the_same(
    index: tantivy.Searcher, level: int, box: Box | None
) -> None:
    assert drawn(index, level, box=box) == drawn(index, level, box=box, known=False)


def test_a_frame_without_tickets_has_no_squares(index: tantivy.Searcher) -> None:
    found = drawn(index, 14, box=Box(0.0, 0.0, 1.0, 1.0))
    assert (found.cells, found.placed) == ((), 0)


def test_too_many_squares_are_joined_by_four_until_they_are_few_enough(
    index: tantivy.Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grids, "MAX_CELLS", 60)
    found = drawn(index, 18)
    assert 15 <= len(found.cells) <= 60
    assert found.placed == sum(cell.count for cell in found.cells) == sum(by_hand(18).values())
    assert found.width > cells.degrees(18)


def test_squares_follow_the_query(index: tantivy.Searcher) -> None:
    known = Squares(counts.squares_of(index, EVERYTHING) or {})
    asked = EngineQuery(Term("status", "selesai"), TicketFilter(), sampling.CLOCKS)
    expected = [d for d in DOCUMENTS if d.status == "selesai" and d.lat is not None]
    assert grid(index, compiled, asked, known, 14).placed == len(expected)
