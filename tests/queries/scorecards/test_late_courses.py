"""The steps from which the finding of the week is chosen count every deadline that passed, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.context import portal_of
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.weekly_finding import COMPARED, LateCount, SubjectKind, WeeklyFinding, WeeklyKind
from portal.models import Area
from portal.queries.scorecards.columns import read_tickets
from portal.queries.scorecards.late_courses import areas_compared, week_of, weeks_end
from tests.support.compared import TEBET
from tests.support.complaints import MORNING, complaint, step
from tests.support.installed import install
from tests.support.weekly import A_STEP, NOW, WEEK, reports, worse_city

pytestmark = pytest.mark.only_on("sqlite")


def test_a_report_stands_in_the_step_in_which_its_deadline_passed(app: Flask, session: Session) -> None:
    city = portal_of(app).city
    worse_city(session, city)
    tickets = read_tickets(session)
    areas = areas_compared(session, city)
    assert areas and weeks_end(tickets, NOW, city.zone) == WEEK
    of = week_of(tickets, areas, WEEK)
    assert of.course[-2 * COMPARED :] == (LateCount(7, A_STEP),) * COMPARED + (LateCount(19, A_STEP),) * COMPARED
    assert sum(step.n for step in (*of.course, *of.rest)) == len(tickets.cohort)
    earlier = week_of(tickets, areas, WEEK - timedelta(weeks=4))
    assert sum(step.n for step in earlier.course) < sum(step.n for step in (*of.course, *of.rest))


def test_the_week_is_that_of_the_last_news_where_a_source_speaks_no_more(app: Flask, session: Session) -> None:
    city = portal_of(app).city
    assert weeks_end(read_tickets(session), NOW, city.zone) is None
    worse_city(session, city)
    tickets = read_tickets(session)
    tickets.cohort.until[:] = int((NOW - timedelta(weeks=2)).timestamp())
    assert weeks_end(tickets, NOW + timedelta(days=400), city.zone) == WEEK - timedelta(weeks=2)


def found(session: Session, city: City) -> WeeklyFinding:
    return week_of(read_tickets(session), areas_compared(session, city), WEEK)


def test_what_is_rejected_or_not_due_yet_or_the_citys_own_is_in_no_step(app: Flask, session: Session) -> None:
    city = portal_of(app).city
    install(city)
    rejected = step(Kind.REJECTED, 30, agency="Kelurahan Ragunan", text="Bukan wewenang kami.")
    young = replace(complaint(3), submitted_at=WEEK - timedelta(days=2))
    record_many([complaint(1), complaint(2, rejected), young], city)
    counted = found(session, city)
    assert sum(step.n for step in counted.course) == 1, "the first alone: open, and late"
    assert sum(step.late for step in counted.course) == 1
    before = week_of(read_tickets(session), areas_compared(session, city), MORNING + timedelta(days=7))
    assert sum(step.n for step in before.course) == 0, "a week after it came in nothing was due"


def test_an_area_is_compared_as_a_category_is_on_the_highest_level_that_has_several(
    app: Flask, session: Session
) -> None:
    city = portal_of(app).city
    install(city)
    in_tebet = [replace(of, lat=TEBET["lat"], lon=TEBET["lon"]) for of in reports(1, "Sampah", 0.2, 0.7)]
    record_many([*in_tebet, *reports(1001, "Sampah", 0.2, 0.2)], city)
    levels = set(session.scalars(select(Area.level).where(Area.id.in_(areas_compared(session, city)))))
    assert levels == {"kecamatan"}
    of = found(session, city)
    assert of.subject is not None and of.kind is WeeklyKind.CHANGED
    assert of.subject.kind is SubjectKind.AREA, "the one kind of report changed by less than this area"
    assert session.get_one(Area, of.subject.id).name == "Tebet"
