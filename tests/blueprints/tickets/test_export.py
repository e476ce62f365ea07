"""One filter gives the same tickets in the list, in every file and on the map."""

from __future__ import annotations

import csv
import gzip
import io
import json
import xml.etree.ElementTree as ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.domain.visibility import Visibility
from portal.exports.columns import NAMES
from portal.models import Ticket
from tests.support.lens import FORMULA, filled
from tests.support.pages import Pages

pytestmark = pytest.mark.database

FILTERS = [
    "",
    "q=lubang",
    "q=lubang+-lampu+OR+puing",
    "status=open",
    "status=selesai&status=ditolak",
    "area=31.74.04",
    "overdue=1&sort=waiting",
    "from=2023-03-06&to=2023-03-06",
    "bbox=106.79,-6.26,106.81,-6.24",
    "category=tidak-ada",
]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def city_with_tickets(app: Flask, session: Session) -> None:
    filled(app, session)


def codes(client: FlaskClient, format: str, query: str) -> list[str]:
    text = client.get(f"/tickets.{format}?{query}").text
    if format == "csv":
        return [line["code"] for line in csv.DictReader(io.StringIO(text, newline=""))]
    if format == "json":
        return [ticket["code"] for ticket in json.loads(text)["tickets"]]
    if format == "geojson":
        return [feature["id"] for feature in json.loads(text)["features"]]
    entries = ElementTree.fromstring(text).findall(f"{ATOM}entry")
    return [(entry.findtext(f"{ATOM}id") or "").rpartition("/")[2] for entry in entries]


def test_one_filter_gives_the_same_tickets_everywhere(client: FlaskClient, pages: Pages) -> None:
    for query in FILTERS:
        listed = sorted(link.rpartition("/")[2] for link in pages.get(f"/tickets?{query}").links("ol.rows h3 a"))
        for format in ("csv", "json", "geojson", "atom"):
            assert sorted(codes(client, format, query)) == listed, (query, format)
        frame = pages.fragment(f"/map/frame?{query}")
        assert frame.text.partition(" laporan")[0].rpartition(" ")[2] == str(len(listed)), query
        placed = client.get(f"/map/cells.json?zoom=12&{query}").get_json()["placed"]
        spots = client.get(f"/map/tickets.json?{query}").get_json()["tickets"]
        shown = json.loads(client.get(f"/tickets.geojson?{query}").text)["features"]
        assert placed == len(spots) == sum(feature["geometry"] is not None for feature in shown), query


def test_files_keep_the_order_that_is_asked(client: FlaskClient) -> None:
    newest = codes(client, "csv", "")
    assert newest == sorted(newest, reverse=True)
    assert codes(client, "json", "sort=oldest") == sorted(newest)


def test_a_head_tells_how_many_rows_and_sends_none(client: FlaskClient) -> None:
    answer = client.head("/tickets.csv?q=lubang")
    assert answer.headers["X-Total-Count"] == str(len(codes(client, "csv", "q=lubang")))
    assert answer.data == b""
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="jakarta-selatan-')


def test_a_file_is_compressed_as_it_is_sent(client: FlaskClient) -> None:
    plain = client.get("/tickets.csv")
    packed = client.get("/tickets.csv", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data


def test_a_formula_in_a_report_reaches_no_spreadsheet_alive(client: FlaskClient) -> None:
    lines = list(
        csv.DictReader(io.StringIO(client.get("/tickets.csv?bom=1").get_data().decode("utf-8-sig"), newline=""))
    )
    assert list(lines[0]) == [*NAMES, "url"]
    (line,) = [line for line in lines if FORMULA in line["title"]]
    assert line["title"] == f"'{FORMULA}"


def test_a_stub_keeps_its_facts_and_has_no_words_in_any_file(client: FlaskClient) -> None:
    (stub,) = [t for t in client.get("/tickets.json").get_json(force=True)["tickets"] if t["visibility"] == "stub"]
    assert (stub["title"], stub["text"], stub["place"]) == ("", "", "")
    assert stub["category_name"] == "Jalan"
    assert (stub["lat"], stub["lon"]) == (-6.2985, 106.8212)


def test_a_ticket_hidden_since_the_index_was_written_is_left_out(
    client: FlaskClient, session: Session, pages: Pages
) -> None:
    hidden = codes(client, "csv", "q=puing")
    assert len(hidden) == 1
    session.execute(
        update(Ticket).where(Ticket.code == hidden[0]).values(visibility=Visibility.HIDDEN.value, text="", title="")
    )
    session.commit()
    for format in ("csv", "json", "geojson", "atom"):
        assert hidden[0] not in codes(client, format, "")
    assert hidden[0] not in pages.get("/tickets?page=1").text
    assert hidden[0] not in client.get("/map/tickets.json").text


def test_a_file_says_of_what_city_moment_and_question_it_is(client: FlaskClient) -> None:
    about = client.get("/tickets.json?q=lubang&page=2").get_json(force=True)["about"]
    assert about["city"] == "Jakarta Selatan"
    assert about["page"] == "http://localhost/tickets?q=lubang"
    assert about["seq"] > 0


def test_addresses_in_a_file_lead_to_the_tickets(client: FlaskClient) -> None:
    for ticket in client.get("/tickets.json").get_json(force=True)["tickets"]:
        assert client.get(ticket["url"]).status_code == 200
