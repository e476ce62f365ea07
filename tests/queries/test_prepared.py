"""A prepared statement gives what SQLAlchemy gives, errors included."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import bindparam, column, exists, select, table
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.extensions import db
from portal.models import Area, Event, Ticket
from portal.queries.prepared import Prepared
from tests.support.complaints import complaint


@pytest.fixture
def three(app: Flask, city: City) -> Iterator[Session]:
    with app.app_context():
        record_many([complaint(1), complaint(2), complaint(3)], city)
        yield db.session()


_EVERY_TYPE = (
    select(
        Ticket.code,
        Ticket.submitted_at,
        Ticket.resolved_at,
        Ticket.lat,
        exists().where(Event.ticket_id == Ticket.id, Event.public).label("told"),
        Area.code.label("area_code"),
    )
    .outerjoin(Area, Ticket.area_id == Area.id)
    .where(Ticket.code >= bindparam("first"), Ticket.visibility != "hidden")
    .order_by(Ticket.code)
    .limit(2)
)


def test_rows_are_those_of_sqlalchemy(three: Session) -> None:
    values = {"first": "JK2303060002"}
    expected = three.execute(_EVERY_TYPE, values).all()
    found = Prepared(_EVERY_TYPE).rows(three.connection(), **values)
    assert [tuple(row) for row in found] == [tuple(row) for row in expected] and len(found) == 2
    assert (found[0].code, found[0].told) == ("JK2303060002", True)
    assert isinstance(found[0].submitted_at, datetime) and found[0].submitted_at.tzinfo is UTC


def test_first_is_none_where_nothing_matches(three: Session) -> None:
    assert Prepared(_EVERY_TYPE).first(three.connection(), first="ZZ") is None


def test_it_reads_within_the_transaction_of_the_connection(three: Session) -> None:
    codes = Prepared(select(Ticket.code).where(Ticket.id == bindparam("id")))
    three.execute(Ticket.__table__.update().where(Ticket.id == 1).values(code="JK2303069999"))  # type: ignore[attr-defined]
    assert codes.first(three.connection(), id=1).code == "JK2303069999"
    three.rollback()
    assert codes.first(three.connection(), id=1).code == "JK2303060001"


def test_an_error_is_the_one_that_sqlalchemy_raises(three: Session) -> None:
    with pytest.raises(DBAPIError):
        Prepared(select(column("x")).select_from(table("no_such_table"))).rows(three.connection())
