"""The clocks of sources as pages read them, and the same rule in SQL, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.actions.sources import hear
from portal.domain.city import City
from portal.domain.source_clock import SourceClocks, SpokenSource
from portal.models import Ticket
from portal.queries.city.clocks import IS_OPEN, passed, read_sources, source_clocks, spoken_sources
from portal.queries.city.version import city_version
from portal.queries.versioned_cache import VersionedCache
from tests.support.complaints import MORNING, complaint
from tests.support.statements import counted

NOW = MORNING + timedelta(days=40)
SPOKEN = {"a": MORNING + timedelta(days=3), "b o'clock": MORNING + timedelta(days=20), "d": MORNING + timedelta(days=9)}


@pytest.fixture
def told(session: Session, city: City) -> Session:
    """Tickets of three exports and of the portal's own form; on some an agency has acted since."""
    sources = [*SPOKEN, "form"]
    record_many([complaint(n, source=sources[n % 4]) for n in range(1, 25)], city)
    for name, at in SPOKEN.items():
        hear(SpokenSource(name=name, as_of=at, every=timedelta(days=1) if name == "d" else None))
    acted = (
        update(Ticket).where(Ticket.source_id.in_(("5", "8", "9", "14"))).values(desk_at=MORNING + timedelta(days=12))
    )
    session.execute(acted)
    session.commit()
    return session


def test_sources_are_read_as_they_have_spoken(told: Session) -> None:
    assert {one.name: (one.as_of, one.every) for one in read_sources(told)} == {
        "a": (SPOKEN["a"], None),
        "b o'clock": (SPOKEN["b o'clock"], None),
        "d": (SPOKEN["d"], timedelta(days=1)),
    }


def test_it_is_known_whether_a_ticket_came_in_by_the_portals_own_door(told: Session) -> None:
    assert source_clocks(told, VersionedCache(), NOW).own
    told.execute(update(Ticket).where(Ticket.source == "form").values(source="d", source_id=Ticket.source_id + "x"))
    told.commit()
    assert not source_clocks(told, VersionedCache(), NOW).own


@pytest.mark.parametrize("ahead", [timedelta(), timedelta(days=1), timedelta(days=5)])
@pytest.mark.parametrize("days", [1, 6, 11, 19, 39])
def test_what_has_passed_in_sql_is_what_the_rule_says_of_each_ticket(
    told: Session, days: int, ahead: timedelta
) -> None:
    told.execute(update(Ticket).values(due_at=MORNING + timedelta(days=days)))
    clocks = SourceClocks(NOW, read_sources(told))
    found = set(told.scalars(select(Ticket.id).where(IS_OPEN, passed(clocks, ahead=ahead))))
    late = {
        row.id for row in told.scalars(select(Ticket)) if row.due_at < clocks.until(row.source, row.desk_at) + ahead
    }
    assert found == late
    both = select(Ticket.id).where(~passed(clocks, Ticket.due_at, ahead))
    assert set(told.scalars(both)) == set(told.scalars(select(Ticket.id))) - late


def test_the_sources_are_read_once_for_each_version_of_the_city(told: Session) -> None:
    cache, version = VersionedCache(), city_version(told)
    spoken_sources(told, cache, version)
    with counted(told) as seen:
        assert len(spoken_sources(told, cache, version)) == 3
    assert not seen


def test_without_any_source_every_ticket_is_known_until_now(session: Session, city: City) -> None:
    record_many([complaint(1)], city)
    assert source_clocks(session, VersionedCache(), NOW) == SourceClocks(NOW, (), own=True)
