"""A version changes whenever something that a page shows has changed, and only then."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.actions.areas.outlines import new_version
from portal.actions.intake.record import record
from portal.context import portal_of
from portal.domain.city import City
from portal.models import Event
from portal.queries.city.version import city_version, lens_version, log_and_city, log_end
from tests.support.complaints import complaint
from tests.support.installed import install
from tests.support.lens import fed
from tests.support.statements import counted


def test_an_empty_portal_is_at_zero(app: Flask, session: Session) -> None:
    assert (log_end(session), city_version(session)) == (0, 0)
    assert lens_version(session, portal_of(app).engine) == (0, 0, 0)


def test_the_end_of_the_log_is_its_newest_event(session: Session, city: City) -> None:
    record(complaint(1), city)
    record(complaint(2), city)
    assert log_end(session) == session.scalar(select(func.max(Event.seq))) == 2


def test_the_city_has_another_version_after_every_change_of_its_own(session: Session, city: City) -> None:
    install(city)
    first = city_version(session)
    record(complaint(1), city)
    assert city_version(session) == first != 0
    new_version(session)
    session.commit()
    assert city_version(session) not in {0, first}


def test_the_lens_says_how_far_log_and_index_have_come(app: Flask, session: Session, city: City) -> None:
    install(city)
    record(complaint(1), city)
    version = city_version(session)
    assert lens_version(session, portal_of(app).engine) == (1, 0, version)
    fed(app, session)
    assert lens_version(session, portal_of(app).engine) == (1, 1, version)


def test_log_and_city_are_read_in_one_statement(session: Session, city: City) -> None:
    install(city)
    with counted(session) as statements:
        assert log_and_city(session) == (0, city_version(session))
    assert len(statements) == 2  # the second is the comparison's own
