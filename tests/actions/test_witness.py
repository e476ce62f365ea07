"""Neighbours are counted once each; enough of them open a report again, and nothing tells who they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal import clock
from portal.actions.apply_events import Act, apply_events
from portal.actions.log import change
from portal.actions.witness import DAY, say
from portal.domain.city import City
from portal.domain.event import EventDraft, Kind
from portal.domain.status import Refused
from portal.domain.witness import EACH_HOUR, WITHIN, WitnessKind
from portal.extensions import db
from portal.models import Witness
from tests.support.one_ticket import events, ticket

pytestmark = pytest.mark.usefixtures("one_ticket")
SECRET = "k" * 32


@pytest.fixture
def three(city: City) -> City:
    """A city where three people are enough."""
    return replace(city, unsolved_people=3)


def resolve(city: City) -> None:
    agency = ticket().agency_id
    done = lambda _state, now: [EventDraft(kind=Kind.RESOLVED, at=now, agency=agency, text="Sudah ditambal.")]  # noqa: E731
    apply_events(ticket().id, done, Act(city))


def later(monkeypatch: pytest.MonkeyPatch, time: timedelta) -> None:
    moment = clock.now() + time
    monkeypatch.setattr(clock, "now", lambda: moment)


def unsolved(city: City, *addresses: str) -> list[bool]:
    return [say(ticket().id, WitnessKind.UNSOLVED, address, city, SECRET) for address in addresses]


def test_each_network_is_counted_once_and_no_address_is_kept(city: City) -> None:
    said = [
        say(ticket().id, WitnessKind.SEEN, address, city, SECRET) for address in ("10.0.0.1", "10.0.0.2", "10.0.0.1")
    ]
    assert said == [True, True, False]
    rows = db.session.scalars(select(Witness)).all()
    assert len({row.person for row in rows}) == len({row.network for row in rows}) == 2
    assert not any(b"10.0.0" in (row.person or b"") + (row.network or b"") for row in rows)


def test_enough_people_on_two_days_reopen_it_and_the_log_says_how_many(
    three: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve(three)
    unsolved(three, "10.0.0.1", "10.0.0.2", "10.0.0.3")
    assert ticket().status == "selesai", "all on one day"
    later(monkeypatch, DAY)
    assert unsolved(three, "10.0.0.1", "10.0.0.4") == [False, True]
    assert (ticket().status, ticket().disputed) == ("proses", 1)
    assert events()[-1].text == "4 orang mengatakan dalam beberapa hari bahwa ini belum beres."
    with pytest.raises(Refused, match="not_asked_now"):
        unsolved(three, "10.0.0.5")
    later(monkeypatch, DAY)
    resolve(three)
    assert unsolved(three, "10.0.0.1", "10.0.0.2") == [True, True], "of the new end they may say it again"
    assert ticket().status == "selesai"


def test_a_city_may_count_only(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    never = replace(city, unsolved_people=0)
    resolve(never)
    for day in range(6):
        unsolved(never, *(f"10.{day}.0.{number}" for number in range(5)))
        later(monkeypatch, DAY)
    assert ticket().status == "selesai"


def test_one_network_cannot_say_something_of_everything(city: City) -> None:
    say(ticket().id, WitnessKind.SEEN, "10.0.0.1", city, SECRET)
    with change(db.session()):  # as of other reports: the limit is the network's
        first = db.session.scalars(select(Witness)).one()
        first.person = None
        told = {"ticket_id": first.ticket_id, "kind": "seen", "said_at": first.said_at, "network": first.network}
        db.session.add_all([Witness(**told, person=bytes([number])) for number in range(EACH_HOUR)])
        db.session.flush()
    with pytest.raises(Refused, match="said_enough"):
        say(ticket().id, WitnessKind.SEEN, "10.0.0.1", city, SECRET)


def test_what_could_tell_a_network_goes_in_time(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    say(ticket().id, WitnessKind.SEEN, "10.0.0.1", city, SECRET)
    later(monkeypatch, DAY * 2)
    say(ticket().id, WitnessKind.SEEN, "10.0.0.2", city, SECRET)
    later(monkeypatch, WITHIN * 2 + DAY)
    say(ticket().id, WitnessKind.SEEN, "10.0.0.3", city, SECRET)
    rows = db.session.scalars(select(Witness).order_by(Witness.id)).all()
    assert [row.network is None for row in rows] == [True, True, False]
    assert [row.person is None for row in rows] == [True, True, False]
