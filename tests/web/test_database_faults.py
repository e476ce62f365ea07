"""An error of a database is told by what it is, in words that fit what somebody was about to do."""

from __future__ import annotations

import sqlite3

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, exc
from sqlalchemy.exc import IntegrityError, OperationalError

from portal.domain.city import City
from portal.extensions import db
from portal.search.engine import IndexAway
from portal.web.database_faults import DatabaseFault, fault_of, is_fault
from tests.support import desk
from tests.support.pages import Pages
from tests.web.test_errors import breaking

SAID = {
    "connection refused": DatabaseFault.AWAY,
    "database is locked": DatabaseFault.BUSY,
    "canceling statement due to statement timeout": DatabaseFault.BUSY,
    "canceling statement due to lock timeout": DatabaseFault.BUSY,
    "QueuePool limit of size 5 overflow 10 reached": DatabaseFault.BUSY,
    "database or disk is full": DatabaseFault.UNWRITABLE,
    "attempt to write a readonly database": DatabaseFault.UNWRITABLE,
    "could not extend file: No space left on device": DatabaseFault.UNWRITABLE,
    "disk I/O error": DatabaseFault.UNWRITABLE,
    "database disk image is malformed": DatabaseFault.DAMAGED,
    "file is not a database": DatabaseFault.DAMAGED,
    "Could not decode to UTF-8 column 'status'": DatabaseFault.DAMAGED,
}


@pytest.mark.parametrize(("said", "fault"), SAID.items())
def test_a_fault_is_known_by_what_the_database_says(said: str, fault: DatabaseFault) -> None:
    assert fault_of(OperationalError("SELECT 1", {}, Exception(said))) is fault
    assert fault_of(sqlite3.OperationalError(said)) is fault


def test_a_mistake_of_ours_is_no_fault_of_the_database(app: Flask) -> None:
    assert not is_fault(IntegrityError("INSERT", {}, Exception("UNIQUE constraint failed")))
    assert not is_fault(sqlite3.IntegrityError("UNIQUE constraint failed"))
    assert is_fault(exc.TimeoutError()) and is_fault(sqlite3.DatabaseError("malformed"))
    failing = breaking(app, "/fail", IntegrityError("INSERT", {}, Exception("UNIQUE constraint failed")))
    assert failing.get("/fail").status_code == 500


@pytest.mark.parametrize(
    ("said", "heading", "after"),
    [
        ("connection refused", "Sebentar, basis data belum menjawab", "30"),
        ("database is locked", "Sebentar, basis data belum menjawab", "10"),
        ("database disk image is malformed", "Sebagian data rusak", "600"),
    ],
)
def test_a_reader_is_told_what_it_is_and_when_to_come_back(app: Flask, said: str, heading: str, after: str) -> None:
    breaking(app, "/fail", sqlite3.OperationalError(said))
    page = Pages(app.test_client()).get("/fail", status=503)
    assert (page.h1, page.response.headers["Retry-After"]) == (heading, after)
    assert said not in page.response.text


def test_a_lost_index_is_told_in_the_readers_language(app: Flask) -> None:
    breaking(app, "/fail", IndexAway("damaged"))
    assert Pages(app.test_client()).get("/fail", status=503).h1 == "Daftar sedang disusun ulang"
    english = Pages(app.test_client()).get("/en/fail", status=503)
    assert english.h1 == "The list is being built anew" and english.response.headers["Retry-After"] == "10"


@pytest.fixture
def officer(app: Flask, city: City) -> FlaskClient:
    desk.furnish(app, city)
    client = app.test_client()
    desk.sign_in(client)
    return client


@pytest.mark.only_on("sqlite")
def test_what_an_officer_typed_comes_back_when_the_write_fails_and_can_be_sent_again(
    app: Flask, officer: FlaskClient
) -> None:
    """The lock is held for longer than a page waits for one."""
    fields = desk.seen(officer)
    typed = "Baris satu.\n<b>Baris dua</b> & tiga."
    with app.app_context():
        blocker = create_engine(db.engine.url)
    with blocker.connect() as other:
        other.exec_driver_sql("BEGIN IMMEDIATE")
        answer = officer.post(f"{desk.WORK}/respond", data={**fields, "then": "keep", "text": typed})
        other.rollback()
    assert answer.status_code == 503 and "Tulisan Anda belum tersimpan" in answer.text
    form = _form(answer.text)
    assert form["text"] == typed and form["seen"] == fields["seen"]
    again = officer.post(f"{desk.WORK}/respond", data=form)
    assert again.status_code == 302, again.text[:300]


def _form(html: str) -> dict[str, str]:
    form = BeautifulSoup(html, "html.parser").select_one("form[method=post]")
    assert form is not None
    fields = {str(i["name"]): str(i["value"]) for i in form.select("input[type=hidden]")}
    area = form.select_one("textarea")
    assert area is not None and form["action"] == f"{desk.WORK}/respond"
    return {**fields, "text": area.text.removeprefix("\n")}


def test_the_error_page_of_a_signed_in_officer_asks_no_database(
    app: Flask, officer: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_arguments: object, **_options: object) -> None:
        raise OperationalError("SELECT", {}, Exception("server closed the connection unexpectedly"))

    monkeypatch.setattr("sqlalchemy.orm.Session.execute", gone)
    answer = officer.get("/desk/")
    assert answer.status_code == 503
    assert "Sebentar, basis data belum menjawab" in answer.text and "</html>" in answer.text
