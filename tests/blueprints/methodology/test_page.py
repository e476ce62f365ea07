"""The methodology says what was taken from view, and every total names the hidden tickets that it leaves out."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.apply_events import Act
from portal.actions.respond import note
from portal.context import portal_of
from portal.projections import scorecards
from tests.support.lens import filled
from tests.support.one_ticket import holder, ticket
from tests.support.pages import Pages

SAID = "Di luar hitungan ini: 1 laporan yang disembunyikan"


@pytest.fixture(autouse=True)
def city_with_tickets(app: Flask, session: Session) -> None:
    filled(app, session)


@pytest.mark.parametrize("path", ["/", "/tickets", "/map", "/tickets?agency=kelurahan-ragunan", "/tickets?q=lubang"])
def test_every_total_names_the_hidden_tickets_beside_it(pages: Pages, path: str) -> None:
    assert pages.get(path).words(".hidden-note").startswith(SAID)
    assert not pages.get("/tickets?agency=sudin-bina-marga").all(".hidden-note")


def test_card_and_list_agree_once_a_ticket_is_hidden(app: Flask, session: Session, client: FlaskClient) -> None:
    scorecards.recompute(session, portal_of(app).city, clock.now())
    figures = client.get("/agencies/kelurahan-ragunan.json?period=2023").get_json()["figures"]
    listed = int(client.head("/tickets.csv?agency=kelurahan-ragunan").headers["X-Total-Count"])
    assert figures["received"] == listed + 1


def test_what_was_taken_from_view_is_on_a_page_and_in_a_file(client: FlaskClient, pages: Pages) -> None:
    row = pages.get("/methodology").words("#ditutup ~ * table tbody tr")
    assert "laporan disembunyikan petugas 1" in row
    assert client.get("/methodology/withdrawn.json").get_json()["withdrawn"][0]["kind"] == "hidden"


def test_a_note_does_not_make_the_methodology_look_new(app: Flask, session: Session, client: FlaskClient) -> None:
    before = client.get("/methodology").headers["ETag"]
    note(ticket("1").id, "Catatan.", Act(portal_of(app).city, holder()))
    assert client.get("/methodology", headers={"If-None-Match": before}).status_code == 304
