"""Open reports near and alike: the nearest first, of the same category, and never one whose place is not public."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.context import portal_of
from portal.domain.event import Kind
from portal.domain.source_clock import SourceClocks
from portal.models import Ticket
from portal.queries.sources import Sources
from portal.queries.tickets.near import MOST, Near, around, near
from portal.queries.tickets.page import TicketPage, ticket_page
from portal.queries.tickets.version import version
from tests.support.complaints import LUBANG, MORNING, complaint, step
from tests.support.installed import install
from tests.support.lens import fed

NOW = MORNING + timedelta(days=3)
LAT, LON = LUBANG.lat or 0, LUBANG.lon or 0


@pytest.fixture
def sources(app: Flask, session: Session) -> Sources:
    city = portal_of(app).city
    install(city)
    near_ones = [complaint(n, lat=LAT + n * 0.0005, title=f"Lubang {n}") for n in range(2, 9)]
    others = [
        complaint(20, lat=LAT + 0.0001, private=True),
        complaint(21, lat=LAT + 0.0001, category="Sampah"),
        complaint(22, step(Kind.RESOLVED, 30, text="Sudah."), lat=LAT + 0.0001),
        complaint(23, lat=LAT + 0.02),
        complaint(24, lat=None, lon=None),
    ]
    record_many([complaint(1), *near_ones, *others], city)
    fed(app, session)
    portal = portal_of(app)
    return Sources(session, portal.engine, city, portal.cache)


def page(sources: Sources, number: int) -> TicketPage:
    code = sources.session.scalar(select(Ticket.code).where(Ticket.source_id == str(number)))
    known = version(sources.session, code or "")
    assert known is not None
    return ticket_page(sources.session, known, SourceClocks(NOW))


def found(sources: Sources, number: int) -> Near:
    answer = near(sources, page(sources, number), NOW)
    assert answer is not None
    return answer


def test_the_five_nearest_open_ones_of_the_category_come_by_their_distance(sources: Sources) -> None:
    answer = found(sources, 1)
    assert [one.ticket.title for one in answer.tickets] == [f"Lubang {n}" for n in range(2, 2 + MOST)]
    assert [round(one.metres) for one in answer.tickets[:2]] == [111, 167]
    assert all(one.ticket.life is not None for one in answer.tickets)
    assert answer.map is not None and len(answer.map.open) == MOST and len(answer.map.ended) == 1


def test_a_closed_report_and_one_without_a_place_are_near_nothing(sources: Sources) -> None:
    assert page(sources, 20).visibility == "stub" and near(sources, page(sources, 20), NOW) is None
    assert near(sources, page(sources, 24), NOW) is None


def test_the_box_is_as_wide_as_it_is_high() -> None:
    box = around(60.0, 10.0)
    assert box.east - box.west == pytest.approx(2 * (box.north - box.south), rel=0.01)
