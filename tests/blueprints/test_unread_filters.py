"""A filter that could not be read never widens an answer: pages say what they left out, files and JSON refuse."""

from __future__ import annotations

import csv
import json
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.support.lens import filled
from tests.support.pages import Pages

pytestmark = pytest.mark.database

DATA = ("/tickets.csv", "/tickets.json", "/tickets.geojson", "/tickets.atom", "/map/cells.json", "/map/tickets.json")
PAGES = ("/tickets", "/map")
CASES = list(csv.reader(Path("tests/samples/lens_refused.csv").read_text().splitlines()[1:]))
NAMES_OF_PAGES = {"from": "dari tanggal", "to": "sampai tanggal", "bbox": "bingkai peta"}


@pytest.fixture(autouse=True)
def city_with_tickets(app: Flask, session: Session) -> None:
    filled(app, session)


def addresses(url: str) -> list[str]:
    """The address of a case at each of the places that it stands for, encoded."""
    filled_in = re.sub(r"\{(\d+) letters\}", lambda found: "x" * int(found[1]), url)
    places = DATA if url.startswith("{data}") else PAGES if url.startswith("{page}") else [filled_in.partition("?")[0]]
    query = quote(filled_in.partition("?")[2], safe="=&+%/:,.")
    return [f"{place}?{query}" for place in places]


def refused(client: FlaskClient, address: str) -> dict[str, list[str]]:
    """What the error of an address says could not be read, by the format's own shape."""
    answer = client.get(address)
    assert answer.status_code == 400, address
    assert answer.headers["Cache-Control"] == "no-store"
    path = address.partition("?")[0]
    if path.endswith("json"):
        error = json.loads(answer.text)["error"]
        assert (error["code"], error["name"], error["fields"]) == (400, "Bad Request", list(error["unread"]))
        unread: dict[str, list[str]] = error["unread"]
        return unread
    if path.endswith(".atom"):
        assert answer.mimetype == "application/xml"
        root = ElementTree.fromstring(answer.text)
        return {str(field.get("name")): [field.text or ""] for field in root.findall("field")}
    assert answer.mimetype == "text/plain"
    parts = [line.partition(": ")[2].partition("=") for line in answer.text.splitlines()[1:]]
    return {name: [value] for name, _, value in parts}


def counted(client: FlaskClient, address: str) -> int:
    answer = client.get(address)
    assert answer.status_code == 200, address
    if address.startswith("/map/cells"):
        return int(answer.get_json()["placed"])
    if address.startswith("/map/tickets"):
        return len(answer.get_json()["tickets"])
    return int(answer.headers["X-Total-Count"])


@pytest.mark.parametrize(("url", "status", "expected"), [case for case in CASES if case[1] == "400"])
def test_files_and_json_refuse_what_they_cannot_read_and_name_it(
    client: FlaskClient, url: str, status: str, expected: str
) -> None:
    named = expected.removeprefix("names ").partition(";")[0].partition(" and ")[0].split(", ")
    for address in addresses(url):
        found = refused(client, address)
        assert sorted(found) == sorted(named), address
        if "the part" in expected:
            assert found["q"][0].rpartition(":")[2] in url.replace("+", " ").replace("%2B", "+"), address


@pytest.mark.parametrize("url", [case[0] for case in CASES if case[2].startswith("count = 0")])
def test_an_unknown_value_of_a_known_filter_finds_nothing(client: FlaskClient, url: str) -> None:
    for address in addresses(url):
        assert counted(client, address) == 0, address


def test_a_month_as_a_day_is_never_answered_with_everything(client: FlaskClient) -> None:
    for place in DATA:
        assert sorted(refused(client, f"{place}?from=2026-05&to=2026-05")) == ["from", "to"]


def test_names_that_a_file_or_the_map_knows_beside_the_filter_are_taken(client: FlaskClient, pages: Pages) -> None:
    assert counted(client, "/tickets.csv?bom=1") == counted(client, "/tickets.csv") == 7
    assert counted(client, "/map/cells.json?zoom=12") == 6
    assert not pages.get("/map?layer=count").all(".read-notes")
    assert sorted(refused(client, "/map/cells.json?zoom=dekat")) == ["zoom"]
    for place in ("/tickets.csv", "/tickets.geojson", "/tickets.atom", "/map/tickets.json"):
        assert sorted(refused(client, f"{place}?page_size=5")) == ["page_size"]


def test_what_sharing_adds_to_an_address_is_no_filter_and_no_mistake(client: FlaskClient, pages: Pages) -> None:
    shared = "q=lubang&utm_source=wa&fbclid=1"
    assert not pages.get(f"/tickets?{shared}").all(".read-notes")
    assert counted(client, f"/tickets.csv?{shared}") == counted(client, "/tickets.csv?q=lubang")


@pytest.mark.parametrize(("url", "status", "expected"), [case for case in CASES if case[0].startswith("{page}")])
def test_pages_say_what_they_left_out(pages: Pages, url: str, status: str, expected: str) -> None:
    for address in addresses(url):
        said = pages.get(address).words(".read-notes")
        if "400 letters" in expected:
            assert "Hanya 400 huruf pertama" in said
        elif "which part" in expected:
            assert "2026-02-31" in said
        else:
            name = expected.removeprefix("page says that ").partition(" ")[0]
            assert NAMES_OF_PAGES.get(name, f"“{name}” di alamat bukan saringan") in said, address


@pytest.mark.parametrize("query", ["overdue=mungkin", "from=kemarin", "staus=open", "q=masuk:2026-02-31"])
def test_the_list_beside_the_map_says_it_and_keeps_it_for_the_list(
    client: FlaskClient, pages: Pages, query: str
) -> None:
    assert len(pages.fragment(f"/map/frame?{query}").all(".read-notes li")) == 1
    answer = client.get(f"/map/frame?{query}")
    assert answer.headers["Location"] == f"/tickets?{query.replace(':', '%3A')}"
    assert len(pages.get(answer.headers["Location"]).all(".read-notes li")) == 1


def test_an_address_cannot_turn_the_list_beside_the_map_into_a_way_out(client: FlaskClient) -> None:
    answer = client.get("/map/frame?_external=1&_scheme=javascript&_anchor=x")
    assert answer.headers["Location"].startswith("/tickets?_external=1")


def test_a_value_that_was_not_read_stays_one_short_line(client: FlaskClient) -> None:
    text = client.get("/tickets.csv?from=a%0D%0Ab%1bc" + "x" * 500).text
    assert len(text.splitlines()) == 2 and len(text) < 200
