"""Hidden tickets stand in no list, so their number is said beside every total."""

from __future__ import annotations

from datetime import date, timedelta
from sqlite3 import Cursor
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from portal.actions.apply_events import Act
from portal.actions.moderate import change_visibility
from portal.context import portal_of
from portal.domain.lens import Box, TicketFilter
from portal.domain.visibility import Visibility
from portal.queries.tickets.hidden import HiddenCount, hidden_count
from portal.queries.tickets.index import ticket_list
from tests.support.complaints import MORNING
from tests.support.lens import fed, filled, sources
from tests.support.one_ticket import ticket

DAY = MORNING.date()


def counted(session: Session, **filter: object) -> HiddenCount:
    return hidden_count(session, TicketFilter().but(**filter), "Asia/Jakarta")


@pytest.fixture
def hidden(app: Flask, session: Session) -> Session:
    """Tickets 5 (open, Kelurahan Ragunan) and 2 (resolved) are hidden."""
    filled(app, session)
    change_visibility(ticket("2").id, Visibility.HIDDEN, "Menyebut nama orang.", Act(portal_of(app).city))
    fed(app, session)
    return session


def test_hidden_tickets_are_counted_by_agency_and_day(hidden: Session) -> None:
    assert counted(hidden) == HiddenCount(2, 1)
    assert counted(hidden, agency=("kelurahan-ragunan",), since=DAY, until=DAY) == HiddenCount(2, 1)
    assert counted(hidden, agency=("sudin-bina-marga",)) == HiddenCount(0, 0)
    assert counted(hidden, since=DAY + timedelta(days=1)).total == 0
    assert counted(hidden, until=DAY - timedelta(days=1)).total == 0


@pytest.mark.parametrize(
    "filter",
    [
        {"q": "lubang"},
        {"category": ("taman",)},
        {"status": ("selesai",)},
        {"area": ("31.74.04",)},
        {"overdue": True},
        {"bbox": Box(0, 0, 1, 1)},
    ],
)
def test_what_is_not_public_of_a_hidden_ticket_cannot_be_asked(hidden: Session, filter: dict[str, object]) -> None:
    assert counted(hidden, **filter) == HiddenCount(2, 1, whole=False)


def test_days_are_the_city_s(hidden: Session) -> None:
    hidden.execute(text("UPDATE ticket SET submitted_at = :at WHERE source_id = '5'"), {"at": 1_678_035_600})
    assert date(2023, 3, 6) == DAY  # 00.00 in Jakarta is still 5 March in UTC
    assert counted(hidden, since=DAY, until=DAY).total == 2


def test_the_list_and_the_hidden_together_are_all_tickets(app: Flask, hidden: Session) -> None:
    for filter in (TicketFilter(), TicketFilter(agency=("kelurahan-ragunan",)), TicketFilter(since=DAY)):
        found = ticket_list(sources(app, hidden), filter, MORNING + timedelta(days=30))
        assert found.total + found.hidden.total == ticket_count(hidden, filter)


def ticket_count(session: Session, filter: TicketFilter) -> int:
    agency = "JOIN agency a ON a.id = t.agency_id AND a.slug = 'kelurahan-ragunan'" if filter.agency else ""
    return int(session.execute(text(f"SELECT count(*) FROM ticket t {agency}")).scalar_one())


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("filter", [{}, {"since": DAY, "until": DAY}, {"agency": ("kelurahan-ragunan",)}])
def test_hidden_tickets_are_counted_without_reading_the_others(hidden: Session, filter: dict[str, object]) -> None:
    plans: list[str] = []

    def explained(_: object, cursor: Cursor, statement: str, parameters: Any, *_rest: object) -> None:
        plans.append(str(cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall()))

    event.listen(hidden.get_bind(), "before_cursor_execute", explained)
    counted(hidden, **filter)
    event.remove(hidden.get_bind(), "before_cursor_execute", explained)
    assert plans and "ix_ticket_hidden" in plans[-1], plans
