"""The list of a filter: what the index found in its order, with counts, names and other things to ask."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.context import portal_of
from portal.domain.lens import PAGE_SIZE, Sort, TicketFilter
from portal.queries.tickets.index import TicketList, named_codes, ticket_list
from tests.support.complaints import MORNING, complaint
from tests.support.lens import SECRET, filled, sources
from tests.support.statements import counted

NOW = MORNING + timedelta(days=30)


@pytest.fixture
def eight(app: Flask, session: Session) -> Session:
    filled(app, session)
    return session


def listed(app: Flask, session: Session, filter: TicketFilter | None = None) -> TicketList:
    return ticket_list(sources(app, session), filter or TicketFilter(), NOW)


def test_every_public_ticket_is_listed_and_counted(app: Flask, eight: Session) -> None:
    found = listed(app, eight, TicketFilter(sort=Sort.NEWEST))
    assert [row.code[-1] for row in found.rows] == ["8", "7", "6", "4", "3", "2", "1"]
    assert (found.total, found.open, found.overdue) == (7, 5, 5)
    assert SECRET not in repr((found.rows, found.marked))


def test_the_words_of_private_and_hidden_tickets_find_nothing(app: Flask, eight: Session) -> None:
    found = listed(app, eight, TicketFilter(q=SECRET))
    assert (found.total, found.rows) == (0, [])


def test_a_list_turns_page_by_page_without_gaps(app: Flask, session: Session) -> None:
    filled(app, session, [complaint(n) for n in range(100, 130)])
    first, second, third = (listed(app, session, TicketFilter(sort=Sort.NEWEST, page=page)) for page in (1, 2, 3))
    codes = [row.code for row in (*first.rows, *second.rows)]
    assert (len(first.rows), len(set(codes)), first.total) == (PAGE_SIZE, 37, 37)
    assert third.beyond and not second.beyond and not third.cut


def test_nothing_found_says_what_would_be_and_something_found_does_not(app: Flask, eight: Session) -> None:
    nothing = listed(app, eight, TicketFilter(q="lubang", channel=("surel",)))
    assert nothing.total == 0 and {r.field for r in nothing.relaxations} == {"channel"}
    assert listed(app, eight).relaxations == []


def test_values_that_the_city_does_not_have_are_named(app: Flask, eight: Session) -> None:
    assert listed(app, eight, TicketFilter(agency=("entah",))).unknown == (("agency", "entah"),)


def test_tickets_that_the_index_has_not_seen_are_said_to_be_on_their_way(app: Flask, session: Session) -> None:
    assert not listed(app, session).unread  # an empty city
    record_many([complaint(1)], portal_of(app).city)
    assert listed(app, session).unread


def test_a_query_that_is_a_code_leads_to_its_ticket(app: Flask, eight: Session) -> None:
    city = portal_of(app).city
    assert named_codes(eight, TicketFilter(q="jk 230306-1"), city) == ("JK2303060001",)
    assert named_codes(eight, TicketFilter(q="jk 230306 9999"), city) == ("JK2303069999",), "to the page that says so"
    assert named_codes(eight, TicketFilter(q="lubang"), city) == ()
    assert named_codes(eight, TicketFilter(q="JK2303060001", status=("open",)), city) == ()
    both = ("JK2303060002", "JK2303060001")
    assert named_codes(eight, TicketFilter(q="JK2303060002 dan JK2303060001"), city) == both


def test_a_list_takes_six_statements_once_the_names_and_the_sources_are_known(app: Flask, eight: Session) -> None:
    listed(app, eight)
    with counted(eight) as statements:
        listed(app, eight)
    # the versions of sources and names, the rows and their lives, how many are hidden, the first day
    assert len(statements) == 6
