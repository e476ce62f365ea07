"""What an address holds beside a filter that can be read. (What cannot be read at all: test_lens_cases.py.)"""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.support.lens import filled
from tests.support.lens_cases import counted, refused
from tests.support.pages import Pages

pytestmark = pytest.mark.database


@pytest.fixture(autouse=True)
def city_with_tickets(app: Flask, session: Session) -> None:
    filled(app, session)


def test_names_that_a_file_or_the_map_knows_beside_the_filter_are_taken(client: FlaskClient, pages: Pages) -> None:
    assert counted(client, "/tickets.csv?bom=1") == counted(client, "/tickets.csv") == 7
    assert counted(client, "/map/cells.json?zoom=12") == 6
    assert not pages.get("/map?layer=days").all(".read-notes")
    assert sorted(refused(client, "/map/cells.json?zoom=dekat")) == ["zoom"]
    for place in ("/tickets.csv", "/tickets.atom", "/map/cells.json"):
        assert sorted(refused(client, f"{place}?page_size=5")) == ["page_size"]


def test_what_sharing_adds_to_an_address_is_no_filter_and_no_mistake(client: FlaskClient, pages: Pages) -> None:
    shared = "q=lubang&utm_source=wa&fbclid=1"
    assert not pages.get(f"/tickets?{shared}").all(".read-notes")
    assert counted(client, f"/tickets.csv?{shared}") == counted(client, "/tickets.csv?q=lubang")


@pytest.mark.parametrize("query", ["overdue=mungkin", "from=kemarin", "staus=open", "q=masuk:2026-02-31"])
def test_the_list_beside_the_map_says_it_and_keeps_it_for_the_list(
    client: FlaskClient, pages: Pages, query: str
) -> None:
    assert len(pages.fragment(f"/map/frame?{query}").all(".read-notes li")) == 1
    answer = client.get(f"/map/frame?{query}")
    assert answer.headers["Location"] == f"/tickets?{query.replace(':', '%3A')}"
    assert len(pages.get(answer.headers["Location"]).all(".read-notes li")) == 1


@pytest.mark.parametrize("place", ["/tickets.csv", "/tickets.json", "/tickets.atom", "/map/cells.json"])
def test_words_without_a_letter_are_refused_where_all_would_be_sent(client: FlaskClient, place: str) -> None:
    assert sorted(refused(client, f"{place}?q=%3F%3F%3F")) == ["q"]


def test_an_address_cannot_turn_the_list_beside_the_map_into_a_way_out(client: FlaskClient) -> None:
    answer = client.get("/map/frame?_external=1&_scheme=javascript&_anchor=x")
    assert answer.headers["Location"].startswith("/tickets?_external=1")


def test_a_value_that_was_not_read_stays_one_short_line(client: FlaskClient) -> None:
    text = client.get("/tickets.csv?from=a%0D%0Ab%1bc" + "x" * 500).text
    assert len(text.splitlines()) == 2 and len(text) < 200
