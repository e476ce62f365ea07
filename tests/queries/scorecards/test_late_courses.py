"""The steps from which the finding of the week is chosen count every deadline that passed, once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.context import portal_of
from portal.domain.weekly_finding import COMPARED, LateCount
from portal.queries.scorecards.columns import read_tickets
from portal.queries.scorecards.late_courses import areas_compared, week_of, weeks_end
from tests.support.weekly import A_STEP, NOW, WEEK, worse_city

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
