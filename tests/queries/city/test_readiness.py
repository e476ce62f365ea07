"""Readiness says whether the database answers, and how far each projection is behind the log."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.intake.record import record
from portal.context import portal_of
from portal.domain.city import City
from portal.projections.scorecards import recompute
from portal.queries.city.readiness import LATE_SECONDS, readiness
from tests.queries.city.test_facts import NOWHERE
from tests.support.complaints import MORNING, complaint
from tests.support.installed import install
from tests.support.lens import fed


def test_a_projection_is_behind_by_the_events_that_it_has_not_seen(app: Flask, session: Session, city: City) -> None:
    install(city)
    record(complaint(1), city)
    fed(app, session)
    recompute(session, city, MORNING)
    record(complaint(2), city)
    found = readiness(session, portal_of(app).engine, clock.now())
    assert (found.not_ready, found.seq, found.lag) == ([], 2, {"index": 1, "scorecards": 1})


@pytest.mark.usefixtures("still")
def test_an_index_that_is_still_to_be_built_does_not_make_the_portal_unready(
    app: Flask, session: Session, city: City
) -> None:
    record(complaint(1), city)
    found = readiness(session, portal_of(app).engine, clock.now())
    assert not found.not_ready and found.lag == {"index": 1}
    assert found.document() == {
        "ready": True,
        "not_ready": [],
        "database": True,
        "disk": True,
        "index": "empty",
        "seq": 1,
        "lag": {"index": 1},
        "letters": {"waiting": 0, "oldest_seconds": 0, "given_up": 0},
        "waiting_seconds": {"index": 0},
    }


def test_a_worker_that_has_seen_nothing_for_minutes_is_named(app: Flask, session: Session, city: City) -> None:
    record(complaint(1), city)
    fed(app, session)
    record(complaint(2), city)
    later = clock.now() + timedelta(seconds=LATE_SECONDS + 60)
    found = readiness(session, portal_of(app).engine, later)
    assert found.not_ready == ["worker: index"] and found.waiting["index"] > LATE_SECONDS


def test_an_index_ahead_of_its_database_is_named_and_so_is_a_disk_that_takes_nothing(
    app: Flask, session: Session, city: City
) -> None:
    record(complaint(1), city)
    portal_of(app).engine.write([], [], 7)
    found = readiness(session, portal_of(app).engine, clock.now(), disk=False)
    assert (found.index, found.not_ready) == ("ahead", ["disk", "index"])


def test_without_a_database_nothing_is_ready(app: Flask) -> None:
    with Session(create_engine(NOWHERE)) as away:
        found = readiness(away, portal_of(app).engine, clock.now())
    assert (found.not_ready, found.database, found.lag) == (["database"], False, {})
