"""The lives that a list draws: those that the tickets' own pages draw, by one statement for all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.context import portal_of
from portal.domain.event import Kind
from portal.domain.life import Life, LifeFacts, LifeSign
from portal.domain.source_clock import SourceClocks
from portal.domain.status import Status
from portal.extensions import db
from portal.models import Ticket
from portal.queries.tickets.lives import lives
from portal.queries.tickets.names import read_names
from portal.queries.tickets.page import ticket_page
from portal.queries.tickets.rows import ticket_rows
from portal.queries.tickets.version import version
from tests.support.complaints import MORNING, complaint, step
from tests.support.demonstration import NOW
from tests.support.installed import install

ROADS = "Suku Dinas Bina Marga"


def unnamed(life: Life | None) -> Life | None:
    return life and replace(life, hands=tuple(replace(hands, name="") for hands in life.hands))


@pytest.mark.only_on("sqlite")
def test_a_row_and_a_page_draw_the_same_life(demonstration: Flask) -> None:
    with demonstration.app_context():
        compare_rows_with_pages(db.session(), SourceClocks(NOW))


def compare_rows_with_pages(session: Session, clocks: SourceClocks) -> None:
    rich = select(Ticket.id).where(Ticket.visibility == "full").order_by(Ticket.disputed.desc(), Ticket.id).limit(40)
    merged = select(Ticket.id).where(Ticket.duplicate_of.is_not(None), Ticket.visibility == "full").limit(10)
    ids = [*session.scalars(rich), *session.scalars(merged)]
    rows = ticket_rows(session, ids, read_names(session), clocks)
    assert len(rows) == 50 and {row.status for row in rows} >= {"selesai", "duplikat"}
    for row in rows:
        known = version(session, row.code)
        assert known is not None
        assert unnamed(ticket_page(session, known, clocks).life) == row.life


def test_hands_and_events_come_in_order_of_time(app: Flask, session: Session) -> None:
    city = portal_of(app).city
    install(city)
    steps = [
        step(Kind.ROUTED, 2, to_agency=ROADS),
        step(Kind.PROMISED, 3, promised_at=MORNING + timedelta(days=2)),
        step(Kind.COMPLETED, 60, text="Sudah."),
    ]
    record_many([complaint(1, *steps)], city)
    ticket = session.scalars(select(Ticket)).one()
    end = MORNING + timedelta(days=9)
    facts = LifeFacts(start=ticket.submitted_at, end=end, due=ticket.due_at, status=Status(ticket.status))
    found = lives(session, {ticket.id: facts})[ticket.id]
    assert [hands.number for hands in found.hands][:2] == [1, 2]
    assert all(one.end == other.start for one, other in pairwise(found.hands))
    assert found.hands[-1].end == end
    assert [mark.sign for mark in found.marks] == [LifeSign.WORD, LifeSign.BROKEN, LifeSign.DONE]


def test_what_a_source_never_tells_the_outcome_of_has_no_life(session: Session) -> None:
    facts = LifeFacts(start=MORNING, end=MORNING, due=MORNING, status=Status.TIDAK_DIKETAHUI)
    assert lives(session, {1: facts}) == {}
