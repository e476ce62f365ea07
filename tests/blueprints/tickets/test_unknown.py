"""A code typed another way, or wrong by a slip, leads on."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal import clock
from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.permission import Actor, Role
from portal.extensions import db
from portal.models import Agency, Officer, Ticket
from tests.support.complaints import complaint, step
from tests.support.pages import Pages

CODE = "JK2303060001"
STORY = (
    step(Kind.ROUTED, 3, agency="Kelurahan Ragunan", to_agency="Sudin Bina Marga", text="Jalan kota."),
    step(Kind.RESPONDED, 80, agency="Sudin Bina Marga", text="Sudah kami cek."),
    step(Kind.COORDINATION_ASKED, 81, agency="Sudin Bina Marga", to_agency="PAM Jaya", text="Ada pipa?"),
)


@pytest.fixture
def told(app: Flask, city: City) -> Flask:
    """The portal with one ticket that went through three hands."""
    with app.app_context():
        record_many([complaint(1, *STORY), complaint(2)], city)
    return app


def officer(agency: str) -> Actor:
    """A supervisor of that agency, stored."""
    session = db.session()
    found = session.query(Agency).filter_by(name=agency).one()
    person = Officer(
        email="a@example.org", name="A", password="x", agency_id=found.id, role="supervisor", session="s",
        created_at=clock.now(),
    )  # fmt: skip
    session.add(person)
    session.commit()
    return Actor(person.id, found.id, Role.SUPERVISOR)


def last_seq() -> int:
    db.session().expire_all()
    return db.session().get_one(Ticket, 1).last_seq


@pytest.mark.parametrize(
    "typed", ["jk2303060001", "jk%202303060001", "JK-230306-1", "2303060001", "JK%E2%80%932303060001"]
)
def test_a_code_typed_another_way_leads_to_the_address(told: Flask, client: FlaskClient, typed: str) -> None:
    for suffix in ("", ".json", ".atom"):
        response = client.get(f"/en/tickets/{typed}{suffix}")
        assert (response.status_code, response.headers["Location"]) == (301, f"/en/tickets/{CODE}{suffix}")


def test_a_wrong_code_offers_the_search_and_near_codes(told: Flask, pages: Pages) -> None:
    page = pages.get("/tickets/JK2303060007", status=404)
    assert page.one("input[name=q]")["value"] == "JK2303060007"
    assert f"/tickets/{CODE}" in page.links("main a")
