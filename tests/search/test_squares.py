"""A frame as squares means what it means in degrees."""

from __future__ import annotations

import random
from functools import cache

import pytest
from whoosh.query import And, NullQuery, NumericRange, Or, Query, Term

from portal.domain.lens import Box
from portal.search import cells, squares
from portal.search.filter_query import ranges
from portal.search.index_entry import micro
from portal.search.squares import Squares

DICE = random.Random("pantau squares")
PLACES = [(DICE.uniform(-6.4, -6.2), DICE.uniform(106.7, 106.9)) for _ in range(400)]


@cache
def square(lat: float, lon: float) -> str:
    return str(cells.number(lat, lon) // cells.span(squares.LEVEL))


def holds(query: Query, place: tuple[float, float]) -> bool:
    """Whether a ticket at this place matches."""
    if isinstance(query, And):
        return all(holds(part, place) for part in query.subqueries)
    if isinstance(query, Or):
        return any(holds(part, place) for part in query.subqueries)
    if isinstance(query, NumericRange):
        return query.start <= micro(place[query.fieldname == "lon"]) <= query.end  # type: ignore[no-any-return]
    return isinstance(query, Term) and query.text == square(*place)


@pytest.mark.parametrize("wide", [0.002, 0.02, 0.2])
def test_a_frame_holds_the_same_places_either_way(wide: float) -> None:
    known = Squares({square(*place) for place in PLACES})
    for lat, lon in PLACES[:40]:
        box = Box(lon - wide / 2, lat - wide / 2, lon + wide / 2, lat + wide / 2)
        expected = [place for place in PLACES if holds(And(list(ranges(box))), place)]
        assert expected and [place for place in PLACES if holds(known.within(box), place)] == expected


@pytest.mark.parametrize("wide", [0.002, 0.02, 0.2])
def test_a_place_in_a_frame_is_in_a_whole_square_or_at_the_edge_and_never_in_both(wide: float) -> None:
    known = Squares({square(*place) for place in PLACES})
    for lat, lon in PLACES[:40]:
        box = Box(lon - wide / 2, lat - wide / 2, lon + wide / 2, lat + wide / 2)
        whole, edge = known.wholly_within(box), known.at_edge(box)
        for place in PLACES:
            assert (square(*place) in whole) + holds(edge, place) == holds(And(list(ranges(box))), place)


def test_only_places_in_squares_on_the_edge_are_compared() -> None:
    known = Squares({square(*place) for place in PLACES})
    everything = known.within(Box(100.0, -10.0, 110.0, 0.0))
    assert isinstance(everything, Or) and all(isinstance(part, Term) for part in everything.subqueries)
    assert known.within(Box(0.0, 40.0, 1.0, 41.0)) == NullQuery


def test_too_many_squares_are_left_to_degrees(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(squares, "MOST", 10)
    box = Box(106.7, -6.4, 106.9, -6.2)
    assert Squares({square(*place) for place in PLACES}).within(box) == And(list(ranges(box)))
    assert Squares([]).within(box) == NullQuery


def test_the_edges_of_a_cell_meet_its_neighbours_and_hold_its_middle() -> None:
    cell = cells.number(-6.25, 106.8) // cells.span(squares.LEVEL)
    south, west, north, east = cells.edges(cell, squares.LEVEL)
    lat, lon = cells.centre(cell, squares.LEVEL)
    assert south < lat < north and west < lon < east
    assert cells.number(north + 1e-9, lon) // cells.span(squares.LEVEL) != cell
    assert cells.number(north - 1e-9, lon) // cells.span(squares.LEVEL) == cell
