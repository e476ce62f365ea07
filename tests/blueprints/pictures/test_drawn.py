"""The pictures beside shared links, and the tags that name them."""

from __future__ import annotations

import re
import struct
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.extensions import db
from portal.models import Ticket
from portal.web.limits import Slots
from tests.support.pages import Page, Pages

pytestmark = pytest.mark.only_on("sqlite")


def picture(page: Page) -> str:
    return str(page.one("meta[property='og:image']")["content"]).removeprefix("http://localhost")


def some_code(app: Flask, **facts: Any) -> str:
    with app.app_context():
        return db.session().query(Ticket.code).filter_by(**facts).order_by(Ticket.id).limit(1).scalar() or ""


def test_each_page_names_a_picture_of_the_size_that_services_ask_for(
    demonstration: Flask, reading: Pages, reader: FlaskClient
) -> None:
    ticket = f"/tickets/{some_code(demonstration, visibility='full', status='proses')}"
    street = reading.get("/streets").links("main a[href*='/streets/']")[0]
    pages = ("/", ticket, f"/en{ticket}", "/tickets?category=jalan", "/map?q=lampu", "/agencies/sudin-bina-marga")
    for path in (*pages, "/areas/31.74.04", street):
        answer = reader.get(picture(reading.get(path)))
        assert (answer.status_code, answer.mimetype) == (200, "image/png"), path
        assert struct.unpack(">II", answer.data[16:24]) == (1200, 630)
        assert len(answer.data) <= 60_000, path
        assert answer.headers["ETag"] and "Set-Cookie" not in answer.headers


def test_an_old_version_leads_to_the_present_one_and_is_not_drawn(
    demonstration: Flask, reading: Pages, reader: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = f"/tickets/{some_code(demonstration, visibility='full', status='selesai')}"
    full = Slots(1, 7)
    monkeypatch.setattr("portal.blueprints.pictures.drawn.image_slots", full)
    street = reading.get("/streets").links("main a[href*='/streets/']")[0]
    for path in (ticket, "/tickets?category=jalan", "/agencies/sudin-bina-marga", "/areas/31.74.04", street, "/data"):
        present = picture(reading.get(path))
        with full.place():
            for other in (re.sub("v=[^&]+", "v=0", present), present + "&x=1"):
                moved = reader.get(other)
                refused = "tickets?" in path and "x=1" in other
                assert moved.status_code == (400 if refused else 302), other
                assert refused or moved.headers["Location"] == present
            assert reader.get(present).status_code in (200, 503)
    assert reader.get(present).status_code == 200


def test_a_code_typed_another_way_and_one_that_no_ticket_has(demonstration: Flask, reader: FlaskClient) -> None:
    assert reader.get("/pictures/tickets/JK0001010001.png").status_code == 404
    assert reader.get("/pictures/tickets.png?from=gestern").status_code == 400
    assert reader.get("/pictures/agencies/none.png").status_code == 404
