"""A ticket as JSON tells what its page does."""

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


def test_the_twin_for_machines_tells_the_same(told: Flask, client: FlaskClient) -> None:
    found = client.get(f"/tickets/{CODE}.json").json
    assert found is not None
    assert found["holder"]["name"] == "PAM Jaya"
    assert [e["kind"] for e in found["events"]] == ["received", "routed", "responded", "coordination_asked"]
    assert found["url"] == f"http://localhost/tickets/{CODE}"
