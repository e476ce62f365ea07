"""A portal without complaints gets its demonstration, and one that was broken off is finished."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from portal.actions.intake.record import record, record_many
from portal.domain.city import City
from portal.models import ImportRun
from portal.queries.city.demonstration import Demonstration, demonstration, wants_demonstration
from tests.support.complaints import complaint

DAY = datetime(2024, 1, 1, tzinfo=UTC)


def run(kind: str, *, finished: bool) -> ImportRun:
    return ImportRun(kind=kind, source="s", name="n", started_at=DAY, finished_at=DAY if finished else None)


def test_an_empty_portal_wants_one(session: Session) -> None:
    assert wants_demonstration(session)


def test_a_portal_with_a_complaint_does_not(session: Session, city: City) -> None:
    record(complaint(1), city)
    assert not wants_demonstration(session)


def test_one_that_was_broken_off_is_wanted_until_it_is_finished(session: Session, city: City) -> None:
    record(complaint(1), city)
    session.add(broken := run("demo", finished=False))
    session.commit()
    assert wants_demonstration(session)
    broken.finished_at = DAY
    session.commit()
    assert not wants_demonstration(session)


def test_who_began_with_an_import_of_their_own_gets_none(session: Session) -> None:
    session.add(run("csv", finished=False))
    session.commit()
    assert not wants_demonstration(session)


def test_a_demonstration_is_counted_apart_from_other_tickets(session: Session, city: City) -> None:
    assert demonstration(session, "demo") == Demonstration(name="", finished=False, tickets=0, others=0)
    session.add_all([run("demo", finished=True), run("csv", finished=False)])
    session.commit()
    record_many([complaint(1), complaint(2), replace(complaint(1), source="demo")], city)
    assert demonstration(session, "demo") == Demonstration(name="n", finished=True, tickets=1, others=2)
