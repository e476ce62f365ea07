"""A new ticket: what its rows say, whose it is, and what is left of one that is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from portal.actions.intake.outcome import Result
from portal.actions.intake.record import record, record_many
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.record import Record
from portal.extensions import db
from portal.models import Agency, Category, Channel
from tests.support.complaints import MORNING, complaint, step
from tests.support.installed import install
from tests.support.one_ticket import AREA, custody, events, stored, ticket


@pytest.fixture(autouse=True)
def context(app: Flask, city: City) -> Iterator[None]:
    with app.app_context():
        install(city)
        yield


def test_labels_become_rows_that_the_ticket_points_at(city: City) -> None:
    record(complaint(1, area=AREA), city)
    made = ticket()
    assert db.session.get_one(Category, made.category_id).name == "Jalan"
    assert db.session.get_one(Channel, made.channel_id).name == "JAKI"
    assert db.session.get_one(Agency, made.holder_id).name == "Kelurahan Ragunan"


def test_a_record_without_an_agency_goes_to_the_one_of_its_area(city: City) -> None:
    record(complaint(1, area=AREA, agency=None), city)
    assert db.session.get_one(Agency, ticket().holder_id).slug == "kelurahan-pejaten-barat"


def test_the_sources_own_deadlines_go_before_the_citys(city: City) -> None:
    own = MORNING + timedelta(days=30)
    record(complaint(1, due_at=own), city)
    record(complaint(2, response_due_at=own), city)
    assert (ticket("1").due_at, ticket("2").response_due_at) == (own, own)
    assert ticket("1").response_due_at - ticket("1").submitted_at == city.targets(None)[0]


def test_each_step_is_an_event_with_its_own_time_and_the_same_record_time(city: City) -> None:
    steps = (
        step(Kind.STARTED, 3, agency="Kelurahan Ragunan", text="Mulai."),
        step(Kind.NOTED, 4, text="x", public=False),
    )
    record(complaint(1, *steps), city)
    assert [event.kind for event in events()] == ["received", "started", "noted"]
    assert [event.happened_at for event in events()[1:]] == [made.at for made in steps]
    assert len({event.recorded_at for event in events()}) == 1
    assert [event.seq for event in events()] == [1, 2, 3]
    assert (ticket().last_seq, ticket().responses, custody()) == (3, 1, [(ticket().holder_id, True)])


def test_the_same_reporter_is_known_again_and_not_named(city: City) -> None:
    record_many(
        [complaint(1, reporter="0812"), complaint(2, reporter="0812"), complaint(3, reporter="0813")], city, key="k"
    )
    first, second, third = (ticket(id).reporter for id in "123")
    assert first == second != third
    assert first is not None and b"0812" not in first
    record(complaint(4, reporter="0812"), city, key="another key")
    assert ticket("4").reporter != first


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (complaint(1, code="!", area=AREA), "code_malformed"),
        (complaint(1, step(Kind.VALIDATED, 5), area=AREA), "not_from_here"),
        (complaint(1, step(Kind.STARTED, 0, agency="x"), area=AREA), "out_of_order"),
        (complaint(1, step(Kind.MERGED, 5, other="77"), area=AREA), "ticket_unknown"),
        (complaint(1, step(Kind.RESPONDED, 5, agency="x"), area=AREA), "text_needed"),
    ],
)
def test_of_a_refused_record_there_is_no_row(city: City, told: Record, reason: str) -> None:
    before = stored()
    outcome = record(told, city)
    assert (outcome.result, outcome.reason, outcome.ticket_id) == (Result.REFUSED, reason, None)
    assert stored() == before


def test_a_refused_record_leaves_no_gap_in_codes_ids_and_numbers(city: City) -> None:
    bad = complaint(1, step(Kind.VALIDATED, 5))
    outcomes = record_many([complaint(0), bad, complaint(2)], city)
    assert [outcome.code for outcome in outcomes] == ["JK2303060001", "", "JK2303060002"]
    assert [event.seq for event in events()] == [1, 2]
    assert (ticket("0").id, ticket("2").id) == (1, 2)
