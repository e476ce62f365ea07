"""The front page says what the list says, names who is late and what waits, and tells no private word."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.context import portal_of
from portal.domain.event import Kind
from portal.domain.lens import TicketFilter
from portal.domain.record import Record
from portal.models import Ticket
from portal.projections.scorecards import recompute
from portal.queries.home import ANSWERS, HomePage, home_page
from portal.queries.tickets.index import ticket_list
from tests.queries.agencies.test_page import resolved
from tests.support.complaints import MORNING, complaint, step
from tests.support.installed import install
from tests.support.lens import SECRET, fed, filled, sources
from tests.support.statements import counted

NOW = MORNING + timedelta(days=30)
BY = "Kelurahan Ragunan"


@pytest.fixture
def eight(app: Flask, session: Session) -> Session:
    filled(app, session)
    return session


def home(app: Flask, session: Session) -> HomePage:
    return home_page(sources(app, session), NOW)


def test_the_counts_are_those_of_the_list(app: Flask, eight: Session) -> None:
    found, listed = home(app, eight), ticket_list(sources(app, eight), TicketFilter(), NOW)
    assert (found.total, found.open, found.overdue) == (listed.total, listed.open, listed.overdue) == (7, 5, 5)


def test_without_an_index_the_tickets_themselves_are_counted(app: Flask, session: Session) -> None:
    city = portal_of(app).city
    record_many([complaint(1), complaint(2, private=True), resolved(3, BY, 5)], city)
    found = home(app, session)
    assert (found.total, found.open, found.overdue) == (3, 2, 2)
    assert (found.frequent, found.finding, found.map) == ((), None, None)


def test_frequent_categories_come_with_most_first(app: Flask, eight: Session) -> None:
    found = home(app, eight)
    assert [(f.name, f.count) for f in found.frequent] == [("Jalan", 6), ("Penerangan Jalan", 1)]


@pytest.mark.only_on("sqlite")
def test_the_smallest_areas_are_offered_by_what_they_lie_in(app: Flask, session: Session) -> None:
    install(portal_of(app).city)
    near = home(app, session).near
    assert [choice.above for choice in near] == sorted(choice.above for choice in near)
    tebet = next(choice for choice in near if choice.above == "Tebet")
    assert "Manggarai" in {area.name for area in tebet.areas}
    assert sum(len(choice.areas) for choice in near) == 65


def test_the_oldest_open_public_ticket_is_named(app: Flask, eight: Session) -> None:
    oldest = home(app, eight).oldest
    assert oldest is not None
    assert (oldest.code, oldest.area, oldest.category) == ("JK2303060001", "Ragunan", "Jalan")


def test_a_stub_that_waits_longest_is_named_without_its_words(app: Flask, session: Session) -> None:
    record_many([complaint(1, private=True, title=SECRET, text=SECRET, place=SECRET)], portal_of(app).city)
    found = home(app, session)
    assert found.oldest is not None and found.oldest.title == ""
    assert SECRET not in repr(found)


@pytest.mark.only_on("sqlite")
def test_the_newest_answers_are_found_without_reading_every_ticket(app: Flask, eight: Session) -> None:
    large = (("ticket", "ix_ticket_submitted_at", "250000 1 1"), ("event", "ix_event_ticket", "1354331 6 1 1"))
    sql = eight.connection().exec_driver_sql
    sql("ANALYZE")
    sql("DELETE FROM sqlite_stat1")
    sql("INSERT INTO sqlite_stat1 VALUES (?, ?, ?)", [*large])
    sql("ANALYZE sqlite_schema")  # from now on SQLite believes in that city
    with counted(eight) as statements:
        home(app, eight)
    [answers] = [statement for statement in statements if "JOIN ticket ON event.ticket_id" in statement]
    values = (1,) * answers.count("?")
    plan = sql(f"EXPLAIN QUERY PLAN {answers}", values).all()
    assert "SEARCH ticket" in str(plan) and "SCAN" not in str(plan)


def test_the_newest_answers_come_first_one_a_ticket(app: Flask, eight: Session) -> None:
    def answered(number: int) -> Record:
        first, second = (step(Kind.RESPONDED, number + n, agency=BY, text=f"Jawaban {n}.") for n in (2, 3))
        return complaint(number, first, second)

    record_many([answered(n) for n in range(100, 110)], portal_of(app).city)
    answers = home(app, eight).answers
    newest = select(Ticket.code).order_by(Ticket.submitted_at.desc(), Ticket.id.desc()).limit(ANSWERS)
    assert [a.ticket.code for a in answers] == eight.scalars(newest).all()
    assert {(a.text, a.agency) for a in answers} == {("Jawaban 3.", "Kel. Ragunan")}


def test_an_answer_to_a_private_ticket_and_a_note_are_not_shown(app: Flask, session: Session) -> None:
    answer = step(Kind.RESPONDED, 9, agency=BY, text=f"Jawaban {SECRET}")
    note = step(Kind.NOTED, 9, agency=BY, text=f"Catatan {SECRET}", public=False)
    record_many([complaint(1, answer, private=True), complaint(2, note)], portal_of(app).city)
    assert home(app, session).answers == ()


def test_the_median_is_of_a_year_with_enough_tickets(app: Flask, session: Session) -> None:
    city = portal_of(app).city
    record_many([resolved(n, BY, 48) for n in range(1, 41)], city)
    assert home(app, session).median is None  # nothing is computed yet
    recompute(session, city, NOW + timedelta(days=100))
    median = home(app, session).median
    assert median is not None and (median.period, median.n, median.seconds) == ("2023", 40, 48 * 3600)
    assert (median.within_week.value, median.within_week.n) == (1, 40)


def test_a_second_look_reads_no_names(app: Flask, eight: Session) -> None:
    fed(app, eight)
    home(app, eight)
    with counted(eight) as statements:
        home(app, eight)
    # the versions of log and names (for clocks and names), hidden ones, the finding, the version of the figures, the
    # promises, the median, the oldest, the log, the answers
    assert len(statements) == 10
