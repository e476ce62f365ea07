"""A city with one ticket, officers for any agency, and what is stored about the ticket."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import select, text

from portal.actions import officers, withdrawals
from portal.actions.apply_events import Act
from portal.actions.withdrawals import Wish
from portal.domain.city import City
from portal.domain.permission import Actor, Role
from portal.domain.status import Refused
from portal.domain.withdrawal import WithdrawalReason
from portal.extensions import db
from portal.models import Agency, Custody, Event, Officer, Ticket

TABLES = ("ticket", "event", "custody", "original", "draft", "sent_form")
AREA = "31.74.04.1006"  # Pejaten Barat


def ticket(source_id: str = "1") -> Ticket:
    db.session.expire_all()
    return db.session.execute(select(Ticket).where(Ticket.source_id == source_id)).scalar_one()


def id_of(code: str) -> int:
    """The row of the ticket with this code."""
    return db.session.execute(select(Ticket.id).where(Ticket.code == code)).scalar_one()


def agency(slug: str) -> int:
    return db.session.execute(select(Agency.id).where(Agency.slug == slug)).scalar_one()


def actor(agency_id: int, role: Role = Role.OFFICER) -> Actor:
    """An officer of this agency, the same one each time."""
    email = f"{role.value}{agency_id}@example.org"
    found = db.session.execute(select(Officer.id).where(Officer.email == email)).scalar()
    if found is None:
        slug = db.session.execute(select(Agency.slug).where(Agency.id == agency_id)).scalar_one()
        found = officers.add(email, "Petugas", slug, role, "a long password")
    return Actor(found, agency_id, role)


def holder(role: Role = Role.OFFICER) -> Actor:
    return actor(ticket().holder_id, role)


def validator(city: City) -> Actor:
    return actor(agency(city.validator or ""), Role.VALIDATOR)


def by(who: Actor, city: City) -> Act:
    """An act of somebody who has just looked at the ticket."""
    return Act(city, who, ticket().last_seq)


def withdraw(wish: Wish, reason: str, city: City) -> int:
    """Take something from view as two people do it; the seq of the event."""
    asked = withdrawals.ask(
        ticket().id, wish, WithdrawalReason.PERSONAL_DATA, reason, by(holder(Role.SUPERVISOR), city)
    )
    return withdrawals.agree(asked, "Benar adanya.", by(validator(city), city))


def events() -> list[Event]:
    db.session.expire_all()
    return list(db.session.scalars(select(Event).order_by(Event.seq)))


def custody() -> list[tuple[int, bool]]:
    """(agency, whether it runs still) of each period of custody, in order of time."""
    rows = db.session.execute(select(Custody.agency_id, Custody.to_at).order_by(Custody.from_at, Custody.id))
    return [(agency_id, to_at is None) for agency_id, to_at in rows]


def stored() -> dict[str, list[tuple[object, ...]]]:
    """Every row of the tables that an action may write."""
    db.session.rollback()
    tables = {name: db.session.execute(text(f"SELECT * FROM {name}")).all() for name in TABLES}
    return {name: sorted((tuple(row) for row in rows), key=repr) for name, rows in tables.items()}


@contextmanager
def refused(reason: str) -> Iterator[None]:
    """What is done within is refused with this reason, and nothing of it is written."""
    before = stored()
    with pytest.raises(Refused) as told:
        yield
    assert told.value.reason == reason
    assert stored() == before
