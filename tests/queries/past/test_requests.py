"""Who waited for whom as of a past moment is what was known then, whatever came later."""

from __future__ import annotations

from itertools import pairwise

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.domain.coordination import Coordination
from portal.queries.agencies.coordination import agency_coordination, asked_then
from portal.queries.implementation.coordination import coordination
from portal.queries.past.requests import past_coordination
from tests.support.asked import sources_of
from tests.support.database import Database
from tests.support.installed import install
from tests.support.one_ticket import agency
from tests.support.random_history import History

ASKED = ("sudin-sda", "dinas-bina-marga", "pam-jaya")


def said(found: Coordination) -> list[tuple[int, ...]]:
    columns = [getattr(found, name).tolist() for name in ("ticket", "asking", "asked", "start", "end", "left")]
    return sorted(zip(*columns, found.until.tolist(), found.answered.tolist(), found.hidden.tolist(), strict=True))


def test_requests_as_of_a_stop_are_those_of_a_database_that_stopped_there(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch, quick_passwords: None, database: Database
) -> None:
    read = sources_of(app, session)
    install(read.city)
    history = History(session, read.city, monkeypatch, seed=16 + int(database.kind == "postgresql"))
    stops, asked = [], []
    for _ in range(5):
        history.day(30)
        history.coordinate(25)
        as_of = history.stop().as_of
        asked.append([agency_coordination(read, agency(slug), as_of.at).asked for slug in ASKED])
        stops.append((as_of, said(coordination(session, read.cache)[0].at(int(as_of.at.timestamp())))))
    assert all(len(was) < len(then) for (_, was), (_, then) in pairwise(stops)), "requests of every day"
    assert any(set(was) - set(stops[-1][1]) for _, was in stops), "some of them went on"
    assert all(any(side.others and side.whole.open for side in sides) for sides in asked)
    for (as_of, was), sides in zip(stops, asked, strict=True):
        assert said(past_coordination(session, read.city, as_of).at(int(as_of.at.timestamp()))) == was
        assert [asked_then(read, agency(slug), as_of) for slug in ASKED] == sides
