"""Operators see how far everything is behind, and how long tickets wait."""

from __future__ import annotations

from flask import Flask
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.context import portal_of
from portal.projections import checkpoints, search_index
from portal.queries.city.version import log_end
from portal.queries.city.watch import watch
from tests.support.complaints import MORNING, complaint
from tests.support.lens import filled


def test_an_empty_portal_has_nothing_to_watch(app: Flask, session: Session) -> None:
    found = watch(session, portal_of(app).engine)
    assert (found.seq, found.documents, found.waiting, found.runs) == (0, 0, (), ())
    assert [(lag.name, lag.behind, lag.at) for lag in found.lags] == [("index", 0, None)]


def test_lags_shrink_to_nothing_and_waits_are_those_of_open_tickets(app: Flask, session: Session) -> None:
    filled(app, session)
    engine = portal_of(app).engine
    known = watch(session, engine)
    assert [lag.behind for lag in known.lags if lag.name == "index"] == [0]
    record_many([complaint(20), complaint(21)], portal_of(app).city)
    found = watch(session, engine)
    assert [lag.behind for lag in found.lags if lag.name == "index"] == [found.seq - known.seq] != [0]
    open_before, open_now = (sum(row.count for row in watched.waiting) for watched in (known, found))
    assert open_now == open_before + 2
    assert min(row.oldest for row in found.waiting) > MORNING
    search_index.feed(session, engine, portal_of(app).city, checkpoints.newest(session))
    assert {lag.behind for lag in watch(session, engine).lags} == {0} and log_end(session) == found.seq
