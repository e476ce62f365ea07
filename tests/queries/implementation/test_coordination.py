"""Requests as they are stored: who asked is whoever had the ticket before, and only an answer to that one ends it."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.actions.apply_events import Act
from portal.actions.assign import answer_coordination
from portal.actions.intake.record import record_many
from portal.actions.moderate import change_visibility
from portal.actions.sources import hear
from portal.domain.city import City
from portal.domain.coordination import Coordination
from portal.domain.source_clock import SpokenSource
from portal.domain.visibility import Visibility
from portal.models import Ticket
from portal.queries.implementation import carried_on as reading
from portal.queries.implementation.coordination import coordination
from portal.queries.versioned_cache import VersionedCache
from tests.support.asked import HOUR, NOW, PAM, SDA, agency_id, ask, asked_city, reply, ticket_id
from tests.support.complaints import complaint
from tests.support.installed import install


def rows(session: Session, found: Coordination, number: str) -> list[tuple[int, int, float, float, bool]]:
    """(asking, asked, hours waited, hours that the asked one had it, answered) of a ticket's requests."""
    of = found.at(int(NOW.timestamp())).take(found.ticket == ticket_id(session, number))
    held = of.left.clip(max=of.until) - of.start
    columns = (of.asking, of.asked, of.waited / HOUR, held / HOUR, of.answered)
    return list(zip(*(column.tolist() for column in columns), strict=True))


def test_each_way_to_end_and_who_asked(session: Session, city: City) -> None:
    asked_city(session, city)
    found = coordination(session, VersionedCache())[0]
    ragunan, sda, pam = (agency_id(session, slug) for slug in ("kelurahan-ragunan", "sudin-sda", "pam-jaya"))
    assert rows(session, found, "1") == [(ragunan, sda, 24, 24, True)]
    assert rows(session, found, "2") == [(ragunan, pam, 200, 200, False)]
    assert rows(session, found, "3") == [(ragunan, sda, 30, 6, True), (sda, pam, 24, 24, True)]
    assert rows(session, found, "4") == [(ragunan, pam, 15, 15, False)]
    assert found.open.tolist().count(True) == 1, "the fourth has ended, without an answer"
    assert found.hidden.tolist().count(True) == 1, "a hidden ticket counts"


def test_what_nobody_outside_sees_yet_counts_nowhere(session: Session, city: City) -> None:
    asked_city(session, city)
    session.execute(update(Ticket).where(Ticket.source_id == "1").values(visibility="pending", text=""))
    session.commit()
    assert not (coordination(session, VersionedCache())[0].ticket == ticket_id(session, "1")).any()


def test_two_requests_one_after_the_other_are_no_chain(session: Session, city: City) -> None:
    install(city)
    record_many([complaint(1, ask(2, SDA), reply(5, SDA), ask(5.001, PAM), reply(9, PAM))], city)
    waited = coordination(session, VersionedCache())[0].waited
    assert [round(seconds / HOUR) for seconds in waited.tolist()] == [3, 4]


def test_an_answer_is_seen_at_once_and_a_city_that_never_asked_has_nothing(session: Session, city: City) -> None:
    install(city)
    cache = VersionedCache()
    assert len(coordination(session, cache)[0]) == 0
    session.rollback()
    asked_city(session, city)
    before, seq = coordination(session, cache)
    assert coordination(session, cache)[0] is before, "read once while nothing happens"
    answer_coordination(ticket_id(session, "2"), "Sudah diperbaiki.", Act(city))
    after, newest = coordination(session, cache)
    assert (newest, after.open.any()) == (seq + 1, False)


@pytest.mark.parametrize("carried_on", [500, 0])
def test_what_happened_since_is_carried_on_or_read_anew_alike(
    session: Session, city: City, monkeypatch: pytest.MonkeyPatch, carried_on: int
) -> None:
    monkeypatch.setattr(reading, "MOST", carried_on)
    asked_city(session, city)
    cache = VersionedCache()
    for said in (NOW - timedelta(hours=5), NOW - timedelta(hours=1)):
        hear(SpokenSource(name="test", as_of=said))
        assert set(coordination(session, cache)[0].until.tolist()) == {int(said.timestamp())}, "no word is kept"
        session.rollback()
    answer_coordination(ticket_id(session, "2"), "Sudah diperbaiki.", Act(city))
    record_many([complaint(9, ask(10, SDA), ask(11, PAM, by=SDA)), complaint(8)], city)
    change_visibility(ticket_id(session, "1"), Visibility.HIDDEN, "Menyebut nama orang.", Act(city))
    found, anew = coordination(session, cache)[0], coordination(session, VersionedCache())[0]
    assert len(found) == 8
    for column in fields(anew):
        assert getattr(found, column.name).tolist() == getattr(anew, column.name).tolist(), column.name
