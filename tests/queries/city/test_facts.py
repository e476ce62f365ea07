"""What every page says about its data is there with an empty database, and without one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from portal.actions.intake.record import record
from portal.domain.city import City
from portal.domain.source_clock import SourceClocks
from portal.models import Event, ImportRun
from portal.queries.city.facts import CityFacts, begun, city_facts, is_demonstration
from portal.queries.versioned_cache import VersionedCache
from tests.support.complaints import complaint

NOWHERE = "sqlite:////nowhere/at/all.db"
NOW = datetime(2026, 11, 26, tzinfo=UTC)


def facts(session: Session) -> CityFacts:
    return city_facts(session, VersionedCache(), NOW)


def test_an_empty_log_has_no_moment(session: Session) -> None:
    assert facts(session) == CityFacts(SourceClocks(NOW), 0, None)


def test_the_facts_are_of_the_newest_event(session: Session, city: City) -> None:
    record(complaint(1), city)
    record(complaint(2), city)
    newest = session.get_one(Event, 2)
    found = facts(session)
    assert found == CityFacts(SourceClocks(NOW), 2, newest.recorded_at, (newest.head or b"").hex())
    assert len(found.head) == 64


def test_the_city_begins_on_the_day_of_its_first_ticket_in_its_own_zone(session: Session, city: City) -> None:
    jakarta = ZoneInfo("Asia/Jakarta")
    assert begun(session, jakarta) is None
    record(complaint(20), city)
    record(complaint(-4), city)  # 04.30 in Jakarta, the evening before in Greenwich
    assert begun(session, jakarta) == date(2023, 3, 6)


def test_a_demonstration_is_one_that_was_begun(session: Session) -> None:
    day = datetime(2024, 1, 1, tzinfo=UTC)
    session.add(ImportRun(kind="csv", source="s", name="n", started_at=day))
    session.commit()
    assert not is_demonstration(session)
    session.add(ImportRun(kind="demo", source="s", name="n", started_at=day))
    session.commit()
    assert is_demonstration(session)


def test_without_a_database_the_facts_are_empty() -> None:
    with Session(create_engine(NOWHERE)) as away:
        assert (facts(away), is_demonstration(away)) == (CityFacts(SourceClocks(NOW)), False)
