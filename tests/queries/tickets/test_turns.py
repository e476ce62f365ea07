"""Who turns the pages of a list sees every ticket of it once, while others arrive and end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.context import portal_of
from portal.domain.event import Kind
from portal.domain.lens import MAX_PAGE, PAGE_SIZE, Sort, TicketFilter
from portal.domain.record import Record, Step
from portal.domain.turn import Turn
from portal.queries.city.version import lens_version
from portal.queries.tickets.index import TicketList, ticket_list
from portal.queries.tickets.turns import Turns, turns
from tests.support.complaints import MORNING, complaint, step
from tests.support.installed import install
from tests.support.lens import fed, sources

NOW = MORNING + timedelta(days=300)
FIRST, LAST = 100, 146  # of the complaints, one a day: two whole pages and six
OPEN = TicketFilter(status=("open",))


@pytest.fixture
def city_with_pages(app: Flask, session: Session) -> Session:
    install(portal_of(app).city)
    told(app, session, *(of_day(n) for n in range(FIRST, LAST)))
    return session


def of_day(number: int, *steps: Step) -> Record:
    return replace(complaint(number, *steps), submitted_at=MORNING + timedelta(days=number))


def told(app: Flask, session: Session, *records: Record) -> None:
    record_many(list(records), portal_of(app).city)
    fed(app, session)


def ended(number: int) -> Record:
    return of_day(number, step(Kind.REJECTED, 5_000, agency="Kelurahan Ragunan", text="Bukan kewenangan kami."))


def read(app: Flask, session: Session, filter: TicketFilter) -> tuple[TicketList, Turns]:
    found = ticket_list(sources(app, session), filter, NOW)
    return found, turns(found, lens_version(session, portal_of(app).engine)[1])


def codes(found: TicketList) -> list[str]:
    return [row.code for row in found.rows]


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.WAITING, Sort.BEST])
def test_nothing_is_skipped_or_repeated_while_tickets_arrive_and_end(
    app: Flask, city_with_pages: Session, sort: Sort
) -> None:
    asked = OPEN.but(sort=sort, q="lubang" if sort is Sort.BEST else "")
    whole = [code for page in (1, 2, 3) for code in codes(read(app, city_with_pages, asked.but(page=page))[0])]
    found, beside = read(app, city_with_pages, asked)
    seen = codes(found)
    assert (seen, beside.moved, beside.previous) == (whole[:PAGE_SIZE], False, None)
    numbers = range(FIRST, LAST) if sort is Sort.WAITING else range(LAST - 1, FIRST - 1, -1)
    told(app, city_with_pages, *(of_day(n) for n in range(200, 205)), *(ended(n) for n in list(numbers)[:6]))
    while beside.next:
        found, beside = read(app, city_with_pages, beside.next)
        assert beside.moved
        seen += codes(found)
    arrived = {code for code in seen if code not in whole}
    assert [code for code in seen if code in whole] == whole
    assert len(seen) == len(set(seen)) and (not arrived or sort is not Sort.NEWEST)


def test_the_way_back_leads_over_the_same_pages(app: Flask, city_with_pages: Session) -> None:
    pages = [read(app, city_with_pages, TicketFilter())]
    while pages[-1][1].next:
        pages.append(read(app, city_with_pages, pages[-1][1].next))
    assert [len(found.rows) for found, _ in pages] == [20, 20, 6]
    assert [beside.pages.number for _, beside in pages] == [1, 2, 3]
    back = pages[2][1].previous
    assert back and back.turn and back.turn.back and back.page == 2
    told(app, city_with_pages, *(of_day(n) for n in range(200, 205)))
    second, beside = read(app, city_with_pages, back)
    assert codes(second) == codes(pages[1][0]) and beside.next and beside.next.page == 3
    assert beside.previous == TicketFilter()


def test_a_page_says_that_there_is_more_though_many_before_it_have_ended(app: Flask, city_with_pages: Session) -> None:
    _, beside = read(app, city_with_pages, OPEN)
    told(app, city_with_pages, *(ended(n) for n in range(LAST - PAGE_SIZE, LAST)))
    assert beside.next
    found, beside = read(app, city_with_pages, beside.next)
    assert (found.total, len(found.rows), found.more) == (26, 20, True)
    assert beside.next and beside.pages.count == 3
    last, beside = read(app, city_with_pages, beside.next)
    assert (len(last.rows), beside.next) == (6, None)


def test_a_page_that_is_not_there_has_no_rows_and_no_next(app: Flask, city_with_pages: Session) -> None:
    for page in (4, MAX_PAGE + 1, 999_999):
        found, beside = read(app, city_with_pages, TicketFilter(page=page, turn=Turn(1 << 63) if page > 4 else None))
        assert found.beyond and beside.next is None and beside.pages.count == 3, page
