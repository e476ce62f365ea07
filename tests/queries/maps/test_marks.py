"""What is drawn of a frame: each report by what matters about it, closed ones by area, circles where they are many."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.charts.marks import Weight
from portal.context import portal_of
from portal.domain.lens import Box, TicketFilter
from portal.domain.source_clock import SourceClocks
from portal.queries.maps import marks
from portal.queries.maps.marks import map_grid, map_marks
from tests.support.complaints import MORNING
from tests.support.lens import RAGUNAN, SECRET, filled, sources

NOW = MORNING + timedelta(days=30)
AROUND_RAGUNAN = Box(106.81, -6.31, 106.83, -6.29)


@pytest.fixture
def eight(app: Flask, session: Session) -> Session:
    filled(app, session)
    return session


def test_each_report_weighs_what_became_of_it_and_closed_ones_are_one_mark_an_area(app: Flask, eight: Session) -> None:
    found = map_marks(sources(app, eight), TicketFilter(), 18, NOW)
    spots = {spot.code[-1]: spot for mark in found.marks for spot in mark.spots}
    assert {end: spot.weight for end, spot in spots.items()} == {  # 5 is hidden, 7 has no place
        "1": Weight.LATE,
        "2": Weight.RESOLVED,
        "3": Weight.CLOSED,
        "6": Weight.LATE,
        "8": Weight.LATE,
    }
    assert [(one.code, one.name, one.count) for one in found.closed] == [(RAGUNAN, "Ragunan", 1)]
    assert found.placed == 6 and SECRET not in repr(found)
    early = map_marks(sources(app, eight), TicketFilter(), 18, MORNING + timedelta(hours=1))
    assert {mark.first.weight for mark in early.marks} == {Weight.OPEN}


def test_many_reports_are_circles_named_by_the_nearest_area(
    app: Flask, eight: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marks, "FEW", 3)
    found = map_marks(sources(app, eight), TicketFilter(), 14, NOW)
    assert (found.marks, found.closed, sum(circle.count for circle in found.circles)) == ((), (), 6)
    assert "Ragunan" in {circle.name for circle in found.circles}
    assert map_marks(sources(app, eight), TicketFilter(q="tebal"), 14, NOW).marks


def test_squares_count_every_placed_ticket_once(app: Flask, eight: Session) -> None:
    portal = portal_of(app)
    for zoom in (0, 8, 12, 16):
        assert map_grid(portal.engine, TicketFilter(), zoom, portal.city, SourceClocks(NOW)).placed == 6
