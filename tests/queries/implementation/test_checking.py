"""Checks as they are stored: whose hands the ticket lay in, how the check ended, and who disputed what it agreed to."""

from __future__ import annotations

import numpy as np
from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.actions.intake.record import record
from portal.domain.checking import Checks
from portal.domain.city import City
from portal.domain.column_table import NEVER
from portal.domain.event import Kind
from portal.models import Ticket
from portal.queries.implementation.checking import checks
from portal.queries.versioned_cache import VersionedCache
from tests.support.asked import HOUR, NOW, agency_id, ticket_id
from tests.support.checked import agreed, checked_city, done
from tests.support.complaints import complaint, step
from tests.support.installed import install


def rows(session: Session, found: Checks, number: str) -> list[tuple[float, bool, bool, bool]]:
    """(hours waited, made, agreed, disputed) of a ticket's checks."""
    of = found.at(int(NOW.timestamp())).take(found.ticket == ticket_id(session, number))
    columns = (of.waited / HOUR, of.answered, of.agreed, of.disputed != NEVER)
    return list(zip(*(column.tolist() for column in columns), strict=True))


def test_each_way_to_end(session: Session, city: City) -> None:
    checked_city(session, city)
    found = checks(session, VersionedCache())
    assert set(found.agency.tolist()) == {agency_id(session, "biro-pemerintahan")}
    assert rows(session, found, "1") == [(24, True, True, False)]
    assert rows(session, found, "2") == [(6, True, False, False), (12, True, True, True)]
    assert rows(session, found, "3") == [(200, False, False, False)]
    assert rows(session, found, "4") == [(15, False, False, False)]
    assert np.count_nonzero(found.open) == 2 and np.count_nonzero(found.hidden) == 1, "a hidden ticket counts"


def test_what_a_source_takes_back_was_no_check(session: Session, city: City) -> None:
    install(city)
    record(complaint(1, done(2), agreed(26)), city)
    assert rows(session, checks(session, VersionedCache()), "1") == [(24, True, True, False)]
    record(complaint(1, done(2), step(Kind.RESOLVED, 26, text="Sudah.")), city)
    assert rows(session, checks(session, VersionedCache()), "1") == [(24, False, False, False)], "resolved without one"


def test_what_nobody_outside_sees_yet_counts_nowhere(session: Session, city: City) -> None:
    checked_city(session, city)
    session.execute(update(Ticket).where(Ticket.source_id == "1").values(visibility="pending", text=""))
    session.commit()
    assert not (checks(session, VersionedCache()).ticket == ticket_id(session, "1")).any()


def test_a_check_is_seen_at_once_and_a_city_without_any_has_none(session: Session, city: City) -> None:
    install(city)
    cache = VersionedCache()
    assert len(checks(session, cache)) == 0
    session.rollback()
    record(complaint(1, done(2)), city)
    assert checks(session, cache).open.tolist() == [True]
    record(complaint(1, done(2), agreed(26)), city)
    assert checks(session, cache).agreed.tolist() == [True]
