"""What the pictures beside shared links say."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portal.extensions import db, page_cache
from portal.models import Ticket
from tests.support.areas import JAGAKARSA, uneven_city
from tests.support.pages import Pages

from .test_drawn import picture, some_code

pytestmark = pytest.mark.only_on("sqlite")


@pytest.fixture
def drawn(demonstration: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every picture as SVG, in the order in which they are asked for; none is kept from another test, or for one."""
    found: list[str] = []

    def keep(svg: str, _fonts: object) -> bytes:
        found.append(svg)
        return b""

    monkeypatch.setattr("portal.blueprints.pictures.drawn.png.png", keep)
    with demonstration.app_context():
        page_cache.clear()
    yield found
    with demonstration.app_context():
        page_cache.clear()


def test_of_a_stub_only_facts_are_drawn_and_of_what_somebody_typed_nothing(
    demonstration: Flask, drawn: list[str], reader: FlaskClient, reading: Pages
) -> None:
    code = some_code(demonstration, visibility="stub", status="proses")
    with demonstration.app_context():
        stub = db.session().query(Ticket).filter_by(code=code).one()
        assert stub.text == ""
    reader.get(picture(reading.get(f"/tickets/{code}")))
    assert code in drawn[0] and "data buatan" in drawn[0]
    page = reading.get("/tickets?q=walikotanya+maling&category=jalan")
    reader.get(picture(page))
    assert "walikotanya" not in drawn[1] and "hasil sebuah pencarian" in drawn[1] and "Jalan" in drawn[1]


def test_a_street_says_its_name_and_what_its_page_begins_with(
    demonstration: Flask, drawn: list[str], reader: FlaskClient, reading: Pages
) -> None:
    page = reading.get(reading.get("/streets").links("main a[href*='/streets/']")[0])
    reader.get(picture(page))
    opened = page.words("p.lead").partition(" ")[0]
    assert f">{opened} laporan masih terbuka" in drawn[0]
    assert page.h1.partition(",")[0] in drawn[0]


def test_an_area_says_how_long_it_takes_there(app: Flask, session: Session, drawn: list[str], pages: Pages) -> None:
    uneven_city(app, session)
    pages.client.get(picture(pages.get(f"/areas/{JAGAKARSA}")))
    assert ">Kecamatan Jagakarsa<" in drawn[0] and "selesai dalam 20 hari (" in drawn[0]
    assert pages.client.get(f"/pictures/areas/{JAGAKARSA}.png?period=1999").status_code == 404


def test_the_mark_of_an_end_has_the_colour_of_its_status(
    demonstration: Flask, drawn: list[str], reader: FlaskClient, reading: Pages
) -> None:
    code = some_code(demonstration, visibility="full", status="selesai")
    reader.get(picture(reading.get(f"/tickets/{code}")))
    assert ".selesai { color: #" in drawn[0]
