"""Who had checked what at a past moment is what was known then, whatever came later."""

from __future__ import annotations

from itertools import pairwise

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.actions.apply_events import Act
from portal.actions.moderate import change_visibility
from portal.domain.as_of import AsOf
from portal.domain.checking import Checks
from portal.domain.event import Kind
from portal.domain.visibility import Visibility
from portal.models import Event
from portal.queries.implementation.checkers import agency_checks, checkers_page
from portal.queries.implementation.checking import checks
from portal.queries.past.checks import past_checks
from portal.queries.sources import Sources
from tests.support.asked import agency_id, sources_of
from tests.support.database import Database
from tests.support.installed import install
from tests.support.random_history import CHECKS, History

CHECKER = "biro-pemerintahan"


def said(found: Checks, as_of: AsOf) -> list[tuple[int, ...]]:
    found = found.at(int(as_of.at.timestamp()))
    columns = [getattr(found, name).tolist() for name in ("ticket", "agency", "work", "start", "end", "until")]
    flags = (found.answered.tolist(), found.agreed.tolist(), found.disputed.tolist(), found.hidden.tolist())
    return sorted(zip(*columns, *flags, strict=True))


def page(read: Sources, as_of: AsOf, past: AsOf | None = None) -> tuple[object, ...]:
    found = checkers_page(read, "", as_of.at, past)
    assert found is not None
    return found.whole, found.rows, found.work, agency_checks(read, agency_id(read.session, CHECKER), as_of.at, past)


def test_checks_as_of_a_stop_are_those_of_a_database_that_stopped_there(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch, quick_passwords: None, database: Database
) -> None:
    read = sources_of(app, session)
    install(read.city)
    history = History(session, read.city, monkeypatch, seed=61 + int(database.kind == "postgresql"))
    stops = []
    for _ in range(5):
        history.day(30)
        history.coordinate(25, CHECKS)
        drawn = (Event.kind == Kind.RESOLVED.value) & (Event.seq % 2 == 0)
        session.execute(update(Event).where(drawn).values(unchecked="not_drawn"))  # this city has all work checked
        session.commit()
        as_of = history.stop().as_of
        stops.append((as_of, said(checks(session, read.cache), as_of), page(read, as_of)))
    assert all(len(was) < len(then) and work != later for (_, was, work), (_, then, later) in pairwise(stops))
    last = stops[-1][1]
    assert any(set(was) - set(last) for _, was, _ in stops), "some went on"
    assert {row[6:8] for row in last} == {(False, False), (True, False), (True, True)}, "each way to end"
    for as_of, was, shown in stops:
        assert said(past_checks(session, read.city, as_of), as_of) == was
        assert page(read, as_of, as_of) == shown

    gone = last[0][0]
    session.rollback()
    change_visibility(gone, Visibility.HIDDEN, "Menyebut nama orang.", Act(read.city))
    then = past_checks(session, read.city, as_of)
    assert set(then.hidden[then.ticket == gone].tolist()) == {True}, "hidden since: counted, and named nowhere"
