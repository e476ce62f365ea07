"""The list beside the map shows what lies in its frame."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.support.lens import filled
from tests.support.pages import Page, Pages

pytestmark = pytest.mark.database


@pytest.fixture(autouse=True)
def city_with_tickets(app: Flask, session: Session) -> None:
    filled(app, session)


def config(page: Page) -> dict[str, object]:
    found: dict[str, object] = json.loads(str(page.one("[data-map]")["data-map"]))
    return found


def test_the_frame_in_the_address_is_looked_at_and_does_not_change_what_is_asked(pages: Pages) -> None:
    page = pages.get("/map?bbox=106.79,-6.26,106.81,-6.24")
    assert page.h1 == "1 laporan dalam bingkai ini"
    assert "Di seluruh kota ada 7." in page.words("#jawaban-peta")
    assert page.words("#dalam-bingkai h2") == "Dalam bingkai ini"
    assert page.words("#dalam-bingkai .quiet.num").startswith("1 laporan")
    assert config(page)["frame"] == [[-6.26, 106.79], [-6.24, 106.81]]
    assert str(page.one("svg.map-svg")["viewbox"]) != str(pages.get("/map").one("svg.map-svg")["viewbox"])


def test_the_frame_alone_leads_people_to_the_list(client: FlaskClient) -> None:
    answer = client.get("/map/frame?q=lubang&bbox=106.7,-6.4,106.9,-6.2")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/tickets?q=lubang&bbox=106.7%2C-6.4%2C106.9%2C-6.2"


def test_the_script_gets_the_headline_of_the_frame_with_the_list(pages: Pages) -> None:
    part = pages.fragment("/map/frame?bbox=106.79,-6.26,106.81,-6.24&q=tebal")
    assert part.words("#jawaban-peta h1") == "1 laporan untuk “tebal” dalam bingkai ini"
    assert part.words("#dalam-bingkai h2") == "Dalam bingkai ini"
    assert pages.fragment("/map/frame?bbox=1,1,2,2").words("h1") == "Tidak ada laporan dalam bingkai ini"


def test_a_row_shows_the_passage_that_matched_where_its_title_does_not(pages: Pages) -> None:
    for asked, shown in (
        ("masjid", "di depan masjid"),
        ("ditambal", "Lubang sudah ditambal"),
        ("ampera", "Cocok pada tempat"),
    ):
        part = pages.fragment(f"/map/frame?q={asked}")
        assert shown in part.words("ol.rows li:first-child"), asked
        assert part.one("ol.rows li:first-child mark").get_text().casefold() == asked
    assert not pages.fragment("/map/frame?q=lampu").all("p.snip, p.said")
