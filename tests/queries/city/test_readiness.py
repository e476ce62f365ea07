"""Readiness says whether the database answers, and how far each projection is behind the log."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from portal.actions.install import install
from portal.actions.intake.record import record
from portal.context import portal_of
from portal.domain.city import City
from portal.projections.scorecards import recompute
from portal.queries.city.readiness import readiness
from tests.queries.city.test_facts import NOWHERE
from tests.support.complaints import MORNING, complaint
from tests.support.lens import fed


def test_a_projection_is_behind_by_the_events_that_it_has_not_seen(app: Flask, session: Session, city: City) -> None:
    install(city)
    record(complaint(1), city)
    fed(app, session)
    recompute(session, city, MORNING)
    record(complaint(2), city)
    found = readiness(session, portal_of(app).engine)
    assert (found.ready, found.seq, found.lag) == (True, 2, {"index": 1, "scorecards": 1})


def test_a_lag_does_not_make_the_portal_unready(app: Flask, session: Session, city: City) -> None:
    record(complaint(1), city)
    found = readiness(session, portal_of(app).engine)
    assert found.ready and found.lag == {"index": 1}
    assert found.document() == {"ready": True, "database": True, "seq": 1, "lag": {"index": 1}}


def test_without_a_database_nothing_is_ready(app: Flask) -> None:
    with Session(create_engine(NOWHERE)) as away:
        found = readiness(away, portal_of(app).engine)
    assert (found.ready, found.database, found.lag) == (False, False, {})
