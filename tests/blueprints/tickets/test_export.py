"""One filter gives the same tickets in the list, in every file and on the map."""

from __future__ import annotations

import csv
import gzip
import io
import json
import xml.etree.ElementTree as ElementTree
from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.actions.apply_events import Act
from portal.actions.moderate import change_visibility
from portal.actions.respond import note, respond
from portal.context import portal_of
from portal.domain.visibility import Visibility
from portal.exports.columns import NAMES
from portal.models import Ticket
from tests.support.lens import FORMULA, fed, filled
from tests.support.one_ticket import holder, ticket
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
    entries = ElementTree.fromstring(text).findall(f"{ATOM}entry[{ATOM}category]")  # without those that were hidden
    return [(entry.findtext(f"{ATOM}id") or "").rpartition("/")[2] for entry in entries]


def test_one_filter_gives_the_same_tickets_everywhere(client: FlaskClient, pages: Pages) -> None:
    for query in FILTERS:
        listed = sorted(
            link.partition("?")[0].rpartition("/")[2]
            for link in pages.get(f"/tickets?{query}").links("#daftar > ol.rows h3 a")
        )
        for format in ("csv", "json", "geojson", "atom"):
            assert sorted(codes(client, format, query)) == listed, (query, format)
        frame = pages.fragment(f"/map/frame?{query}")
        assert frame.words("#dalam-bingkai .quiet.num").partition(" laporan")[0] == str(len(listed)), query
        placed = client.get(f"/map/cells.json?zoom=12&{query}").get_json()["placed"]
        shown = json.loads(client.get(f"/tickets.geojson?{query}").text)["features"]
        assert placed == sum(feature["geometry"] is not None for feature in shown), query


def test_files_keep_the_order_that_is_asked(client: FlaskClient) -> None:
    newest = codes(client, "csv", "")
    assert newest == sorted(newest, reverse=True)
    assert codes(client, "json", "sort=oldest") == sorted(newest)


def test_a_head_tells_how_many_rows_and_sends_none(client: FlaskClient) -> None:
    answer = client.head("/tickets.csv?q=lubang")
    assert answer.headers["X-Total-Count"] == str(len(codes(client, "csv", "q=lubang")))
    assert answer.data == b""
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="jakarta-selatan-')


def test_a_file_is_compressed_as_it_is_sent(client: FlaskClient, still: datetime) -> None:
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
    assert hidden[0] not in client.get("/map/cells.json").text


def test_addresses_in_a_file_lead_to_the_tickets(client: FlaskClient) -> None:
    for row in client.get("/tickets.json").get_json(force=True)["tickets"]:
        assert client.get(row["url"]).status_code == 200


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(
    ("indonesian", "english"), [("ditolak", "rejected"), ("menunggu", "WAITING"), ("selesai", "resolved")]
)
def test_filters_take_status_codes_of_both_languages(
    client: FlaskClient, prefix: str, indonesian: str, english: str
) -> None:
    found = [codes(client, "json", f"status={code}") for code in (indonesian, english)]
    assert found[0] == found[1] != []
    asked = [client.get(f"{prefix}/tickets?status={code}").text.count('class="row') for code in (indonesian, english)]
    assert asked[0] == asked[1]
    assert codes(client, "json", f"q=status:{english.lower()}") == found[0]


def test_every_file_carries_both_codes_of_a_status(client: FlaskClient) -> None:
    (row,) = json.loads(client.get("/tickets.json?status=selesai").text)["tickets"]
    assert (row["status"], row["status_en"], row["status_type"]) == ("selesai", "resolved", "resolved")
    (line,) = csv.DictReader(io.StringIO(client.get("/tickets.csv?status=selesai").text, newline=""))
    assert (line["status"], line["status_en"]) == ("selesai", "resolved")
    (place,) = json.loads(client.get("/tickets.geojson?status=selesai").text)["features"]
    assert place["properties"]["status_en"] == "resolved"
    alone = client.get(f"/tickets/{row['code']}.json").get_json()
    assert (alone["status_en"], alone["events"][-1]["status_after_en"]) == ("resolved", "resolved")
    for address in ("/tickets.atom?status=selesai", f"/tickets/{row['code']}.atom"):
        entry = ElementTree.fromstring(client.get(address).text).find(f"{ATOM}entry[{ATOM}category]")
        assert entry is not None
        terms = {str(c.get("scheme")).rpartition(":")[2]: c.get("term") for c in entry.findall(f"{ATOM}category")}
        assert (terms["status"], terms["status_en"]) == ("selesai", "resolved")


def test_a_reader_asks_for_what_changed_and_is_told_what_was_hidden(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    address = "/tickets.json?agency=kelurahan-ragunan"
    first = client.get(address)
    seq, known_by = first.headers["X-Log-Seq"], {"If-None-Match": first.headers["ETag"]}
    assert client.get(address, headers=known_by).status_code == 304
    nothing = client.get(f"/tickets.json?after_seq={seq}")
    assert (nothing.get_json()["tickets"], nothing.headers["X-Total-Count"]) == ([], "0")
    respond(ticket("1").id, "Kami cek lagi.", Act(portal_of(app).city, holder()))
    change_visibility(ticket("2").id, Visibility.HIDDEN, "Menyebut nama.", Act(portal_of(app).city))
    note(ticket("4").id, "Catatan dalam.", Act(portal_of(app).city, holder()))
    fed(app, session)
    assert client.get(address, headers=known_by).status_code == 200
    for query in (f"after_seq={seq}", f"after_seq={seq}&agency=kelurahan-ragunan", f"after_seq={seq}&q=lubang"):
        found = client.get(f"/tickets.json?{query}")
        changed, gone = found.get_json()["tickets"]
        assert found.headers["X-Total-Count"] == "2", query
        assert (changed["code"], changed["visibility"]) == (ticket("1").code, "full")
        known = {name: value for name, value in gone.items() if value is not None}
        assert set(known) == {"code", "visibility", "submitted_at", "updated_at", "last_seq", "url"}
        assert (gone["code"], gone["visibility"]) == (ticket("2").code, "hidden")
    assert codes(client, "csv", f"after_seq={seq}") == codes(client, "geojson", f"after_seq={seq}") != []
    assert codes(client, "json", f"after_seq={seq}&from=2001-01-01&to=2001-01-02") == []


def test_a_reader_may_ask_by_the_moment_of_the_last_public_change(client: FlaskClient) -> None:
    rows = client.get("/tickets.json").get_json()["tickets"]
    newest = max(row["updated_at"] for row in rows)
    at = {row["code"] for row in rows if row["updated_at"] == newest}
    told = client.get("/tickets.json", query_string={"updated_from": newest}).get_json()["tickets"]
    assert {row["code"] for row in told if row["visibility"] != "hidden"} == at
    assert codes(client, "json", "updated_from=2100-01-01") == []


def test_a_moment_that_cannot_be_read_is_refused(client: FlaskClient) -> None:
    answer = client.get("/tickets.json?updated_from=kemarin&after_seq=-1")
    assert answer.status_code == 400
    assert answer.get_json()["error"]["unread"] == {"updated_from": ["kemarin"], "after_seq": ["-1"]}
