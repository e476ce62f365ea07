"""Which of two exports of a source is the newer one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.actions.intake.record import record_many
from portal.actions.intake.source_updates import SourceUpdates
from portal.actions.log import change
from portal.domain.city import City
from portal.domain.record import Record
from portal.extensions import db
from portal.models import SourceUpdate
from tests.support.complaints import MORNING, complaint


@pytest.fixture(autouse=True)
def context(app: Flask, city: City) -> Iterator[None]:
    with app.app_context():
        record_many([complaint(1), complaint(2)], city)
        yield


def at(hours: int | None) -> Record:
    return replace(complaint(1), updated_at=None if hours is None else MORNING + timedelta(hours=hours))


def note(*hours: int | None) -> None:
    """One batch for each, that takes ticket 1 as it was at that hour."""
    for hour in hours:
        with change(db.session()):
            updates = SourceUpdates(db.session())
            updates.look_up([(at(hour), 1)])
            updates.note(at(hour), 1)
            updates.write()


def is_old(hours: int | None) -> bool:
    updates = SourceUpdates(db.session())
    updates.look_up([(at(hours), 1)])
    return updates.is_old(at(hours), 1)


def test_a_record_is_old_when_a_later_one_was_taken() -> None:
    note(5)
    assert [is_old(hours) for hours in (4, 5, 6)] == [True, False, False]


def test_what_says_no_time_is_never_old_and_is_not_kept() -> None:
    note(5, None)
    assert not is_old(None)
    assert db.session.scalars(select(SourceUpdate.at)).all() == [MORNING + timedelta(hours=5)]


def test_the_last_time_takes_the_place_of_the_one_before() -> None:
    note(5, 7)
    assert db.session.scalars(select(SourceUpdate.at)).all() == [MORNING + timedelta(hours=7)]


def test_a_ticket_of_which_nothing_is_known_has_no_old_record() -> None:
    assert not is_old(1)


def test_other_tickets_are_not_touched() -> None:
    note(5)
    updates = SourceUpdates(db.session())
    updates.look_up([(at(1), 2)])
    assert not updates.is_old(at(1), 2)


def test_within_one_batch_the_newest_counts_too() -> None:
    with change(db.session()):
        updates = SourceUpdates(db.session())
        updates.note(at(5), 1)
        updates.write()
        assert updates.is_old(at(4), 1)
