"""One ticket that three agencies had, and an officer who may act on it: what the tests of a ticket's views share."""

from __future__ import annotations

from portal import clock
from portal.domain.event import Kind
from portal.domain.permission import Actor, Role
from portal.extensions import db
from portal.models import Agency, Officer, Ticket
from tests.support.complaints import step

CODE = "JK2303060001"
STORY = (
    step(Kind.ROUTED, 3, agency="Kelurahan Ragunan", to_agency="Sudin Bina Marga", text="Jalan kota."),
    step(Kind.RESPONDED, 80, agency="Sudin Bina Marga", text="Sudah kami cek."),
    step(Kind.COORDINATION_ASKED, 81, agency="Sudin Bina Marga", to_agency="PAM Jaya", text="Ada pipa?"),
)


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
