"""Where a ticket is, as a page of its own and as the part that a ticket's page takes."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from portal.extensions import db
from tests.support.pages import Pages


def a_code(demonstration: Flask, where: str) -> str:
    with demonstration.app_context():
        asked = text(f"SELECT code FROM ticket WHERE {where} ORDER BY id LIMIT 1")
        return str(db.session().scalar(asked))


def test_a_place_has_a_map_and_what_is_near(demonstration: Flask, reading: Pages, reader: FlaskClient) -> None:
    code = a_code(demonstration, "visibility = 'full' AND lat IS NOT NULL AND category_id IS NOT NULL")
    page = reading.get(f"/tickets/{code}/near")
    assert page.one(".where-map circle.here") and page.one('.where-map a[href^="/map?bbox="]')
    part = reading.fragment(f"/tickets/{code}/near")
    assert not part.all("main") and part.one(".where-map")
    whole = reading.get(f"/tickets/{code}")
    assert whole.one(f'[data-near="/tickets/{code}/near"] a[href="/tickets/{code}/near"]')
    assert reader.get("/tickets/JK0000/near").status_code == 404


def test_a_closed_report_is_not_located(demonstration: Flask, reading: Pages) -> None:
    code = a_code(demonstration, "visibility = 'stub'")
    assert not reading.get(f"/tickets/{code}/near").all(".where-map")
    assert not reading.get(f"/tickets/{code}").all("[data-near]")
