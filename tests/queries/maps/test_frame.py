"""What a frame of the map holds: how many, of how many, and the newest as a list."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.domain.lens import Box, TicketFilter
from portal.queries.maps.frame import LISTED, map_frame
from tests.support.complaints import MORNING, complaint
from tests.support.lens import filled, sources

NOW = MORNING + timedelta(days=30)
AROUND_RAGUNAN = Box(106.81, -6.31, 106.83, -6.29)


@pytest.fixture
def eight(app: Flask, session: Session) -> Session:
    filled(app, session)
    return session


def test_a_frame_counts_and_lists_what_lies_in_it_newest_first(app: Flask, eight: Session) -> None:
    everything = map_frame(sources(app, eight), TicketFilter(), NOW)
    assert (everything.total, everything.open, everything.everywhere) == (7, 5, 7)
    inside = map_frame(sources(app, eight), TicketFilter(bbox=AROUND_RAGUNAN), NOW)
    assert (inside.total, inside.everywhere) == (5, 7)
    assert [row.code[-1] for row in inside.rows] == ["8", "4", "3", "2", "1"]
    assert set(inside.marked) == {row.id for row in inside.rows}


def test_a_frame_lists_a_few_and_counts_all(app: Flask, session: Session) -> None:
    filled(app, session, [complaint(n) for n in range(100, 120)])
    found = map_frame(sources(app, session), TicketFilter(), NOW)
    assert (len(found.rows), found.total) == (LISTED, 27)
