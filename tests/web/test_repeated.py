"""Who asks for a kept page in the same second gets it again; what was written meanwhile is never missed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from portal import clock, create_app
from portal.actions.intake.record import record_many
from portal.config import Settings
from portal.database_mark import mark_of
from portal.domain.city import City
from portal.extensions import db
from portal.web.repeated import HEADERS, ROOM, Answer, Repeated
from tests.support.complaints import complaint
from tests.support.pages import Visitor
from tests.support.statements import counted

PAGES = ("/", "/tickets", "/map", "/agencies", "/tickets.atom", "/tickets/JK2303060001", "/methodology")
BROWSER = {"Accept-Encoding": "gzip, br"}


@pytest.fixture
def client(app: Flask, city: City, still: datetime) -> FlaskClient:
    """Of a city with one report; the clock stands."""
    with app.app_context():
        record_many([complaint(1)], city)
    return app.test_client()


def told(answer: TestResponse) -> list[tuple[str, str]]:
    return sorted((name, value) for name, value in answer.headers if name != "X-Request-ID")


def test_what_was_written_is_shown_at_once(app: Flask, client: FlaskClient, city: City) -> None:
    for number in range(2, 5):
        assert client.get(f"/tickets/JK230306{number:04}").status_code == 404
        with app.app_context():
            record_many([complaint(number)], city)
        assert client.get(f"/tickets/JK230306{number:04}").status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_the_same_answer_is_given_again_without_the_tables(app: Flask, client: FlaskClient, path: str) -> None:
    made, first = (client.get(path, headers=BROWSER) for _ in range(2))
    assert (made.status_code, made.data) == (200, first.data)
    known = BROWSER | {"If-None-Match": first.headers["ETag"]}
    unchanged = client.get(path, headers=known)
    with app.app_context(), counted(db.session()) as seen:
        again = client.get(path, headers=BROWSER)
        same = client.get(path, headers=known)
    assert not [said for said in seen if "pg_current_snapshot" not in said]
    assert (again.data, told(again)) == (first.data, told(first))
    assert again.headers["X-Request-ID"] != first.headers["X-Request-ID"]
    assert (same.status_code, same.data, told(same)) == (304, b"", told(unchanged))
    assert client.head(path, headers=BROWSER).headers["Content-Length"] == first.headers["Content-Length"]


def test_whoever_asks_otherwise_gets_another_answer(client: FlaskClient) -> None:
    """Each of these is asked twice, one after another and then all again."""
    asked = [
        ("/tickets", {}),
        ("/tickets?page=1&sort=new", {}),
        ("/en/tickets", {}),
        ("/tickets", {"HX-Request": "true"}),
        ("/tickets", BROWSER),
        ("/tickets", {"Host": "another.example"}),
    ]
    answers = [[client.get(path, headers=headers).data for path, headers in asked] for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert len(set(answers[0])) == len(asked)


def test_the_next_second_asks_anew(
    app: Flask, client: FlaskClient, still: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get("/")
    monkeypatch.setattr(clock, "now", lambda: still + timedelta(seconds=1))
    with app.app_context(), counted(db.session()) as seen:
        client.get("/")
    assert [said for said in seen if "pg_current_snapshot" not in said]


def test_a_repeated_answer_counts_as_a_visit(settings: Settings) -> None:
    app = create_app(replace(settings, rate_limit=3))
    app.test_client_class = Visitor
    client = app.test_client()
    assert [client.get("/methodology").status_code for _ in range(5)] == [200] * 3 + [429] * 2


def test_that_nothing_has_changed_is_said_again_and_is_no_page(
    app: Flask, client: FlaskClient, still: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    minute = still.replace(second=0) + timedelta(minutes=2)  # with which this page changes
    monkeypatch.setattr(clock, "now", lambda: minute)
    first = client.get("/", headers=BROWSER)
    monkeypatch.setattr(clock, "now", lambda: minute + timedelta(seconds=1))
    known = BROWSER | {"If-None-Match": first.headers["ETag"]}
    unchanged = client.get("/", headers=known)
    with app.app_context(), counted(db.session()) as seen:
        same = client.get("/", headers=known)
    assert not [said for said in seen if "pg_current_snapshot" not in said]
    assert (same.status_code, told(same)) == (304, told(unchanged))
    assert [client.get("/", headers=BROWSER).data for _ in range(2)] == [first.data] * 2


def test_what_is_kept_has_little_room(bind: Engine) -> None:
    kept = Repeated(mark_of(bind))
    most: Answer = (bytes(ROOM - 2 * HEADERS - 1), [])
    small: Answer = (b"1", [])
    kept.keep((1, "a", 1), "large", most)
    kept.keep((1, "a", 1), "small", small)
    kept.keep((1, "a", 1), "too many", small)
    found = [kept.find((1, "a", 1), asked) is not None for asked in ("large", "small", "too many")]
    assert found == [True, True, False]
    for later in ((2, "a", 1), (2, "b", 1), (2, "b", 2)):
        kept.keep(later, "later", most)
        assert kept.find(later, "later")
    assert kept.find((1, "a", 1), "small") is None
