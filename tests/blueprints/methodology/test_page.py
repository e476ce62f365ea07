"""The methodology says what was taken from view, and every total names the hidden tickets that it leaves out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.apply_events import Act
from portal.actions.intake.record import record
from portal.actions.respond import note
from portal.context import portal_of
from portal.projections import scorecards
from tests.support.complaints import MORNING, complaint
from tests.support.lens import fed, filled
from tests.support.one_ticket import holder, ticket
from tests.support.pages import Pages

SAID = "Di luar hitungan ini: 1 laporan yang disembunyikan"


@pytest.fixture(autouse=True)
def city_with_tickets(app: Flask, session: Session) -> None:
    filled(app, session)


APART = (  # pages whose totals leave hidden tickets out
    "/", "/tickets", "/map", "/tickets?agency=kelurahan-ragunan", "/tickets?q=lubang", "/charts/tickets-months",
    "/charts/tickets-months/embed",
)  # fmt: skip
COUNTED = {  # pages whose totals contain them
    "/areas": "Termasuk 1 laporan yang disembunyikan",
    "/areas?period=2023": "Termasuk 1 laporan yang disembunyikan",
    "/areas/31.74.04": "Laporan yang disembunyikan ikut dihitung; di wilayah mana letaknya tidak diumumkan. "
    "Di seluruh kota ada 1.",
    "/tickets/figures": "Termasuk 1 laporan yang disembunyikan",
    "/compare/lists": "Termasuk 1 laporan yang disembunyikan",
    "/methodology": "Sekarang 1 laporan disembunyikan",
}


def test_every_total_names_the_hidden_tickets(app: Flask, session: Session, client: FlaskClient, pages: Pages) -> None:
    city = portal_of(app).city
    record(replace(complaint(90), submitted_at=MORNING + timedelta(days=60)), city)  # a second month for the chart
    fed(app, session)
    scorecards.recompute(session, city, clock.now())
    for path in APART:
        assert pages.get(path).words(".hidden-note").startswith(SAID), path
    for path, said in COUNTED.items():
        assert said in pages.get(path).words("main"), path
    assert not pages.get("/tickets?agency=sudin-bina-marga").all(".hidden-note")
    assert [client.get(path).get_json()["hidden"] for path in ("/areas.json", "/charts/tickets-months.json")] == [1, 1]
    assert "Di luar hitungan ini: 1 laporan" in client.get("/charts/tickets-months.svg").text


def test_card_and_list_agree_once_a_ticket_is_hidden(app: Flask, session: Session, client: FlaskClient) -> None:
    scorecards.recompute(session, portal_of(app).city, clock.now())
    figures = client.get("/agencies/kelurahan-ragunan.json?period=2023").get_json()["figures"]
    listed = int(client.head("/tickets.csv?agency=kelurahan-ragunan").headers["X-Total-Count"])
    assert figures["received"] == listed + 1


def test_what_was_taken_from_view_is_on_a_page_and_in_a_file(client: FlaskClient, pages: Pages) -> None:
    row = pages.get("/methodology").words("#ditutup table tbody tr")
    assert "laporan disembunyikan petugas 1" in row
    assert client.get("/methodology/withdrawn.json").get_json()["withdrawn"][0]["kind"] == "hidden"


def test_a_note_does_not_make_the_methodology_look_new(app: Flask, session: Session, client: FlaskClient) -> None:
    before = client.get("/methodology").headers["ETag"]
    note(ticket("1").id, "Catatan.", Act(portal_of(app).city, holder()))
    assert client.get("/methodology", headers={"If-None-Match": before}).status_code == 304


def test_the_page_is_its_own_contents(pages: Pages) -> None:
    page = pages.get("/methodology")
    folds = page.all("details.fold > summary")
    assert len(folds) == len(page.all("main h2")) > 16, "every heading is seen, and says what lies under it"
    assert "Kurang dari 30 laporan" in page.words("details.fold:has(#rentang) > summary .fold-says")
    assert all(one.find_parent("details") for one in page.all("main h3[id]")), "what is long is folded"
