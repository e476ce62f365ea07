"""What officers do leaves a line in the audit, in the same transaction."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import DBAPIError

from portal.actions import respond
from portal.actions.apply_events import Act
from portal.domain.city import City
from portal.extensions import db
from portal.models import AuditEntry, Officer
from tests.support.one_ticket import by, holder, ticket

pytestmark = pytest.mark.usefixtures("one_ticket")


def last() -> AuditEntry:
    db.session.expire_all()
    found = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert found is not None
    return found


def test_every_event_of_an_officer_stands_in_the_audit(city: City) -> None:
    me = holder()
    respond.respond(ticket().id, "Besok ditambal.", Act(city, me, ticket().last_seq, address="203.0.113.77"))
    entry = last()
    assert (entry.act, entry.kind, entry.officer_id, entry.ticket_id, entry.address) == (
        "ticket_changed", "responded", me.officer, ticket().id, "203.0.113.0/24",
    )  # fmt: skip
    assert entry.agency_id == me.agency and entry.detail == "", "what was said stands in the log"


def test_a_line_keeps_the_agency_of_its_time(city: City) -> None:
    me = holder()
    respond.note(ticket().id, "Catatan.", by(me, city))
    db.session.execute(update(Officer).values(agency_id=me.agency + 1))
    db.session.commit()
    assert (last().kind, last().agency_id) == ("noted", me.agency)


def test_what_the_system_does_is_no_act_of_staff(city: City) -> None:
    holder()
    before = last().id
    respond.respond(ticket().id, "Dari sistem.", Act(city))
    assert last().id == before


def test_what_is_refused_leaves_no_line(city: City) -> None:
    act = by(holder(), city)
    before = last().id
    with pytest.raises(Exception, match="text_needed"):
        respond.respond(ticket().id, "", act)
    assert last().id == before


def test_the_database_itself_keeps_every_line_as_it_is(city: City) -> None:
    respond.note(ticket().id, "Catatan.", by(holder(), city))
    count = select(func.count()).select_from(AuditEntry)
    before = db.session.scalar(count)
    tries = ["UPDATE audit SET detail = 'lain'", "UPDATE audit SET at = 1", "DELETE FROM audit"]
    if db.engine.dialect.name == "postgresql":
        tries.append("TRUNCATE audit")
    for statement in tries:
        with pytest.raises(DBAPIError, match="a line of the audit is never changed"):
            db.session.execute(text(statement))
        db.session.rollback()
    assert db.session.scalar(count) == before and last().detail == ""
