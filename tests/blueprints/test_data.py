"""The whole city can be taken home: ready files, described, and never with what was taken from view since."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.apply_events import Act
from portal.actions.moderate import change_visibility
from portal.context import portal_of
from portal.domain.visibility import Visibility
from portal.exports.data_tables import TABLES
from portal.exports.dump import FOLDER
from portal.models import Ticket
from portal.projections import dumps
from portal.queries.sources import Sources
from tests.support.lens import filled
from tests.support.pages import Pages

pytestmark = pytest.mark.only_on("sqlite")
BASE = "https://pantau.example/tickets/"


@pytest.fixture
def made(app: Flask, session: Session) -> Path:
    """The files of a small city."""
    filled(app, session)
    portal = portal_of(app)
    folder = portal.settings.data / FOLDER
    dumps.write(Sources(session, portal.engine, portal.city, portal.cache), folder, BASE)
    return folder


def rows(packed: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(gzip.decompress(packed).decode(), newline="")))


def hide(app: Flask, session: Session) -> None:
    ticket = session.scalars(select(Ticket.id).where(Ticket.source_id == "1")).one()
    change_visibility(ticket, Visibility.HIDDEN, "Menyebut nama orang.", Act(portal_of(app).city))


def test_without_files_the_page_says_where_to_go_meanwhile(pages: Pages) -> None:
    page = pages.get("/data")
    assert "belum dibuat" in page.text
    assert "/tickets" in page.links("main a[href]")
    assert pages.client.get("/data/tickets.csv.gz").status_code == 404


def test_a_file_holds_what_the_list_holds(made: Path, client: FlaskClient) -> None:
    answer = client.get("/data/tickets.csv.gz")
    now = csv.DictReader(io.StringIO(client.get("/tickets.csv").text, newline=""))
    assert [row["code"] for row in rows(answer.data)] == [row["code"] for row in now]
    assert answer.headers["X-Total-Count"] == str(len(rows(answer.data)))
    assert answer.headers["X-Log-Head"] == client.get("/tickets.csv").headers["X-Log-Head"]
    assert rows(answer.data)[0]["url"].startswith(BASE)
    assert answer.mimetype == "application/gzip" and "Content-Encoding" not in answer.headers


def test_the_page_tells_the_hash_by_which_a_file_can_be_checked(made: Path, pages: Pages) -> None:
    page = pages.get("/en/data")
    for name in ("tickets.json", "tickets.geojson", *(f"{table.name}.csv" for table in TABLES)):
        found = pages.client.get(f"/data/{name}.gz")
        assert found.headers["ETag"].strip('"') == hashlib.sha256(found.data).hexdigest()
        assert hashlib.sha256(found.data).hexdigest() in page.text
        assert found.headers["X-Log-Head"] in page.text
    assert " 0 MB" not in page.text and " kB, compressed" in page.text
    assert len(page.all("#kolom")) == 1 and "overdue" in page.text


def test_who_has_the_file_is_told_so_and_a_part_can_be_asked_for(made: Path, client: FlaskClient) -> None:
    whole = client.get("/data/tickets.json.gz")
    again = client.get("/data/tickets.json.gz", headers={"If-None-Match": whole.headers["ETag"]})
    part = client.get("/data/tickets.json.gz", headers={"Range": "bytes=10-19"})
    assert again.status_code == 304
    assert (part.status_code, part.data) == (206, whole.data[10:20])


def test_what_was_taken_from_view_is_taken_home_by_nobody(
    made: Path, app: Flask, session: Session, pages: Pages
) -> None:
    hide(app, session)
    answer = pages.client.get("/data/tickets.csv.gz")
    assert answer.status_code == 503 and int(answer.headers["Retry-After"]) > 0
    page = pages.get("/data")
    assert "dibuat ulang" in page.text
    assert not [link for link in page.links("main a[href]") if link.endswith(".gz")]


@pytest.mark.parametrize("name", ["tickets.exe.gz", "dump.json", "..%2fsecret-key", "tickets.csv"])
def test_nothing_else_of_the_directory_is_reached(made: Path, client: FlaskClient, name: str) -> None:
    assert client.get(f"/data/{name}").status_code == 404
