"""What a frame of the map holds: circles, single tickets when they are few, the newest as a list; nothing private."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.context import portal_of
from portal.domain.lens import Box, TicketFilter
from portal.domain.source_clock import SourceClocks
from portal.queries.maps import frame
from portal.queries.maps.frame import LISTED, map_circles, map_frame, map_grid, map_tickets, surround
from portal.search.engine import Cell, Grid
from tests.support.complaints import MORNING, complaint
from tests.support.lens import SECRET, filled, sources

NOW = MORNING + timedelta(days=30)
AROUND_RAGUNAN = Box(106.81, -6.31, 106.83, -6.29)


@pytest.fixture
def eight(app: Flask, session: Session) -> Session:
    filled(app, session)
    return session


def test_a_frame_counts_and_lists_what_lies_in_it_newest_first(app: Flask, eight: Session) -> None:
    everything = map_frame(sources(app, eight), TicketFilter(), NOW)
    assert (everything.total, everything.open) == (7, 5)
    inside = map_frame(sources(app, eight), TicketFilter(bbox=AROUND_RAGUNAN), NOW)
    assert [row.code[-1] for row in inside.rows] == ["8", "4", "3", "2", "1"]
    assert set(inside.marked) == {row.id for row in inside.rows}


def test_a_frame_lists_a_few_and_counts_all(app: Flask, session: Session) -> None:
    filled(app, session, [complaint(n) for n in range(100, 120)])
    found = map_frame(sources(app, session), TicketFilter(), NOW)
    assert (len(found.rows), found.total) == (LISTED, 27)


def test_each_ticket_with_a_place_is_shown_by_code(app: Flask, eight: Session) -> None:
    found = map_tickets(sources(app, eight), TicketFilter(), NOW)
    assert found is not None
    assert [spot.code[-1] for spot in found] == ["1", "2", "3", "4", "6", "8"]  # 5 is hidden, 7 has no place
    assert found[0].category == "Jalan" and found[0].lat == pytest.approx(-6.302)


def test_the_words_of_a_stub_and_a_hidden_ticket_are_on_no_map(app: Flask, eight: Session) -> None:
    found = map_tickets(sources(app, eight), TicketFilter(), NOW)
    assert SECRET not in repr(found)
    assert found is not None and next(spot for spot in found if spot.code.endswith("4")).title == ""


def test_many_tickets_are_not_shown_one_by_one(app: Flask, eight: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame, "FEW", 6)
    assert map_tickets(sources(app, eight), TicketFilter(), NOW) is None
    assert map_tickets(sources(app, eight), TicketFilter(bbox=AROUND_RAGUNAN), NOW) is not None


def test_circles_and_squares_count_every_placed_ticket_once(app: Flask, eight: Session) -> None:
    portal = portal_of(app)
    for zoom in (8, 12, 16):
        circles = map_circles(portal.engine, TicketFilter(), zoom, portal.city, SourceClocks(NOW))
        assert sum(circle.count for circle in circles) == 6
        assert map_grid(portal.engine, TicketFilter(), zoom, portal.city, SourceClocks(NOW)).placed == 6


def test_a_surrounding_box_leaves_out_the_few_that_lie_far_away() -> None:
    city = [Cell(-6.3 + n / 1000, 106.8, 100) for n in range(10)]
    found = surround(Grid(0.01, (*city, Cell(0.0, 0.0, 2))))
    assert found is not None
    assert (found.west, found.south) == pytest.approx((106.795, -6.305))
    assert (found.east, found.north) == pytest.approx((106.805, -6.286))
    assert surround(Grid(0.01)) is None
