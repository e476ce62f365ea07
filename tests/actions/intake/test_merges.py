"""Reports that are the same as another end in the one that stays, in whatever order they come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations

import pytest
from flask import Flask
from sqlalchemy import select

from portal.actions.intake.outcome import Outcome, Result
from portal.actions.intake.record import record, record_many
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.record import Record
from portal.extensions import db
from portal.models import Event, Ticket
from tests.support.complaints import complaint, step


@pytest.fixture(autouse=True)
def context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def merged(number: int, other: str | None) -> Record:
    return complaint(number, step(Kind.MERGED, 40, agency="Kelurahan Ragunan", other=other))


def duplicates() -> dict[str, str | None]:
    """Source id -> source id of the report that stays."""
    db.session.expire_all()
    tickets = {ticket.id: ticket for ticket in db.session.scalars(select(Ticket))}
    return {t.source_id: tickets[t.duplicate_of].source_id if t.duplicate_of else None for t in tickets.values()}


CHAIN = [complaint(1), merged(2, "1"), merged(3, "2"), merged(4, "3")]


def test_every_order_of_a_chain_ends_in_the_report_that_stays(city: City) -> None:
    for number, order in enumerate(permutations(CHAIN)):
        told = [replace(one, source=f"order {number}") for one in order]
        assert {o.result for o in record_many(told, city)} == {Result.CREATED}
    assert duplicates() == {"1": None, "2": "1", "3": "1", "4": "1"}
    assert {o.result for o in record_many(told, city)} == {Result.UNCHANGED}


def test_a_record_waits_until_the_one_that_it_names_has_come(city: City) -> None:
    first = record(merged(2, "1"), city)
    assert (first.result, first.reason, first.waits) == (Result.REFUSED, "ticket_unknown", True)
    assert [o.result for o in record_many([complaint(1), merged(2, "1")], city)] == [Result.CREATED, Result.CREATED]


def test_a_circle_is_refused_by_name_and_the_rest_is_taken(city: City) -> None:
    told = [merged(1, "2"), merged(2, "1"), merged(3, "3"), merged(4, "1"), complaint(5)]
    expected = ["merge_cycle", "merge_cycle", "merge_cycle", "ticket_unknown", ""]
    assert [o.reason for o in record_many(told, city)] == expected
    assert [o.reason for o in record_many(told, city)] == expected


def test_a_circle_with_what_is_known_is_refused_until_the_other_stands_again(city: City) -> None:
    record_many([complaint(1), merged(2, "1")], city)
    assert record(merged(1, "2"), city).reason == "merge_cycle"
    outcomes: list[Outcome] = record_many([merged(1, "2"), complaint(2)], city)
    assert [o.result for o in outcomes] == [Result.UPDATED, Result.UPDATED]
    assert duplicates() == {"1": "2", "2": None}


def test_duplicates_follow_a_report_that_is_merged_later(city: City) -> None:
    record_many([complaint(1), merged(2, "1"), complaint(9)], city)
    before = db.session.scalars(select(Ticket.last_seq).where(Ticket.source_id == "2")).one()
    assert record(merged(1, "9"), city).result is Result.UPDATED
    assert duplicates() == {"1": "9", "2": "9", "9": None}
    assert db.session.scalars(select(Ticket.last_seq).where(Ticket.source_id == "2")).one() > before
    assert record(replace(merged(2, "1"), place="Jalan lain"), city).result is Result.UPDATED
    assert duplicates()["2"] == "9"
    kinds = db.session.scalars(
        select(Event.kind).join(Ticket, Event.ticket_id == Ticket.id).where(Ticket.source_id == "2")
    )
    assert sorted(kinds) == ["corrected", "corrected", "merged", "received"]


def test_a_duplicate_whose_original_is_not_named_is_one(city: City) -> None:
    assert record(merged(1, None), city).result is Result.CREATED
    ticket = db.session.scalars(select(Ticket)).one()
    assert (ticket.closing, ticket.duplicate_of) == ("duplicate", None)
    assert record_many([complaint(2), merged(1, "2")], city)[1].result is Result.UPDATED
    assert duplicates() == {"1": "2", "2": None}
