"""The worked example can be read, taken home and redone, and never names what is hidden."""

from __future__ import annotations

import csv
import io

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.apply_events import Act
from portal.actions.intake.record import record_many
from portal.actions.moderate import change_visibility
from portal.context import portal_of
from portal.domain.event import Kind
from portal.domain.visibility import Visibility
from portal.models import Ticket
from portal.projections import scorecards
from tests.support.complaints import complaint, step
from tests.support.installed import install
from tests.support.pages import Pages

PATHS = ("/methodology/example", "/methodology/example.csv", "/methodology/example.json")
BINA_MARGA, SDA = "sudin-bina-marga", "sudin-sda"


def recomputed(app: Flask, session: Session) -> None:
    scorecards.recompute(session, portal_of(app).city, clock.now())


@pytest.fixture(autouse=True)
def two_offices(app: Flask, session: Session) -> None:
    """Fourteen reports of one office, which passes one on and resolves twelve; two of another."""
    city = portal_of(app).city
    install(city)
    first = [complaint(n, step(Kind.RESOLVED, n + 10 * n, agency=BINA_MARGA), agency=BINA_MARGA) for n in range(1, 13)]
    passed_on = complaint(13, step(Kind.ROUTED, 40, agency=BINA_MARGA, to_agency=SDA), agency=BINA_MARGA)
    others = [complaint(n, step(Kind.RESOLVED, n + 5, agency=SDA), agency=SDA) for n in (21, 22)]
    record_many([*first, passed_on, complaint(14, agency=BINA_MARGA), *others], city)


def rows(client: FlaskClient) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get("/methodology/example.csv").text, newline="")))


def test_before_the_first_computation_there_is_none_yet(pages: Pages) -> None:
    assert "Belum ada contoh" in pages.get("/methodology/example").text
    assert {pages.client.get(path).status_code for path in PATHS[1:]} == {503}


def test_page_and_files_tell_the_same_tickets_and_shares(app: Flask, session: Session, pages: Pages) -> None:
    recomputed(app, session)
    found = pages.client.get("/methodology/example.json").get_json()
    assert (found["agency"], found["period"], found["within_days"]) == (BINA_MARGA, "2023", 90)
    assert found["resolved_by_the_agency"]["share"]["value"] == pytest.approx(12 / 14)
    assert found["resolved_by_the_agency"]["steps"][-1]["share"] == pytest.approx(12 / 14)
    listed = rows(pages.client)
    assert sorted(row["ended"] for row in listed) == ["", "passed_on", *["resolved"] * 12]
    assert [row["ticket"] for row in listed] == [row["ticket"] for row in found["tickets"]]
    page = pages.get("/en/methodology/example")
    assert page.words("h1") == "One figure, done by hand"
    assert all(f"/en/tickets/{row['ticket']}" in page.links("main a[href]") for row in listed)
    assert "86%" in page.words("main .lead")
    assert "/methodology/example" in pages.get("/methodology").links("main a[href]")


def test_a_group_with_a_hidden_ticket_is_passed_over_at_once(app: Flask, session: Session, pages: Pages) -> None:
    recomputed(app, session)
    before = {row["ticket"] for row in rows(pages.client)}
    hide = session.scalars(select(Ticket).where(Ticket.source_id == "3")).one()
    id, code = hide.id, hide.code
    change_visibility(id, Visibility.HIDDEN, "Menyebut nama orang.", Act(portal_of(app).city))
    now = {path: pages.client.get(path).text for path in PATHS}
    assert code in before and not any(code in text for text in now.values())
    assert SDA in now[PATHS[2]], "another group serves"
