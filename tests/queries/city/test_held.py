"""A request that only reads asks for what holds of the whole city once, and the next request anew."""

from __future__ import annotations

from collections import Counter

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portal.actions.intake.record import record
from portal.domain.city import City
from portal.queries.city.held import held, hold
from portal.queries.city.version import log_and_city, log_end
from tests.support.complaints import complaint
from tests.support.lens import filled
from tests.support.statements import counted


def test_only_a_held_session_keeps_what_it_has_read(session: Session, city: City) -> None:
    record(complaint(1), city)
    assert log_end(session) == 1
    record(complaint(2), city)
    assert log_end(session) == 2
    with Session(session.get_bind()) as reading:
        hold(reading)
        before = log_and_city(reading)
        reading.rollback()
        record(complaint(3), city)
        hold(reading)
        assert log_and_city(reading) == before == (2, before[1])
        assert [held(reading, "other", iter((1, 2)).__next__) for _ in range(2)] == [1, 1]
    assert log_end(session) == 3


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_list_asks_no_statement_twice(
    app: Flask, session: Session, client: FlaskClient, headers: dict[str, str]
) -> None:
    filled(app, session)
    client.get("/tickets?q=jalan")  # names and examples are kept for the next
    with counted(session) as statements:
        assert client.get("/tickets?q=lampu&sort=newest", headers=headers).status_code == 200
    assert [sql for sql, times in Counter(statements).items() if times > 1] == []
    assert len(statements) <= 13
