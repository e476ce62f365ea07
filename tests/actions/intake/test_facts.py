"""Every fact that a source tells counts: told otherwise, it changes the ticket, writes an event or is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.actions.intake.outcome import Result
from portal.actions.intake.record import record
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.record import Record, Step
from portal.extensions import db
from portal.models import Event, Original, Ticket
from tests.support.complaints import complaint, step
from tests.support.installed import install

ASKED = step(Kind.RESPONDED, 5, agency="Kelurahan Ragunan", text="Besok kami lihat.", promised_at=None)
PROMISED = step(Kind.PROMISED, 6, agency="Kelurahan Ragunan", promised_at=complaint(100).submitted_at)
DONE = step(Kind.RESOLVED, 9, agency="Kelurahan Ragunan", text="Beres.")
FIRST = complaint(
    1,
    ASKED,
    PROMISED,
    DONE,
    code="AB-1",
    area="31.74.04.1006",
    title="Lubang",
    reporter="a",
    response_due_at=complaint(20).submitted_at,
    due_at=complaint(30).submitted_at,
)
#: What a second telling changes, one thing each, by field; which reason refuses it, or none.
OTHERWISE: dict[str, tuple[object, str]] = {
    "submitted_at": (FIRST.submitted_at - timedelta(hours=1), "submitted_changed"),
    "code": ("AB-2", "code_changed"),
    "channel": ("Kantor", ""),
    "category": ("Trotoar", ""),
    "agency": ("Suku Dinas Bina Marga", ""),
    "area": ("31.74.04.1005", ""),
    "lat": (-6.303, ""),
    "lon": (106.83, ""),
    "place": ("Jalan Ampera Raya nomor 7", ""),
    "title": ("Lubang besar", ""),
    "text": ("Ada dua lubang.", ""),
    "private": (True, ""),
    "reporter": ("b", ""),
    "response_due_at": (complaint(21).submitted_at, ""),
    "due_at": (complaint(31).submitted_at, ""),
    "steps": ((ASKED, PROMISED), ""),
}
#: They say which complaint it is and which telling, and what came with the first one; none is a fact of it.
IDENTITY = {"source", "source_id", "updated_at", "photos", "photo_addresses"}
STEP_OTHERWISE: dict[str, tuple[int, object]] = {
    "kind": (2, Kind.CLOSED),
    "at": (2, DONE.at + timedelta(hours=1)),
    "agency": (2, "Suku Dinas Bina Marga"),
    "to_agency": (2, "Suku Dinas Bina Marga"),
    "text": (0, "Lusa kami lihat."),
    "promised_at": (1, complaint(120).submitted_at),
    "public": (0, False),
}


@pytest.fixture(autouse=True)
def context(app: Flask, city: City) -> Iterator[None]:
    with app.app_context():
        install(city)
        yield


def log_end() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.max(Event.seq))) or 0


def ticket() -> Ticket:
    db.session.expire_all()
    return db.session.scalars(select(Ticket).order_by(Ticket.id)).first() or pytest.fail("no ticket")


def tell_otherwise(first: Record, then: Record, city: City, reason: str = "") -> None:
    """Take both; the second is refused for the reason, or is written, and a second time changes nothing."""
    record(first, city)
    before = log_end()
    outcome = record(then, city)
    assert (outcome.result, outcome.reason) == (Result.REFUSED if reason else Result.UPDATED, reason)
    assert (log_end() > before) == (not reason)
    end = log_end()
    assert record(then, city).result is (Result.REFUSED if reason else Result.UNCHANGED)
    assert log_end() == end


def test_every_field_of_a_record_is_tried_below() -> None:
    elsewhere = {"tells_outcome", "end_corrects"}  # see test_source_word, test_retelling
    assert {field.name for field in fields(Record)} == OTHERWISE.keys() | IDENTITY | elsewhere
    # See test_merges; whose kind a new agency has, not which it is; what comes with the first telling only.
    elsewhere = {"other", "to_outside", "checked", "refused_for", "photos"}
    assert {field.name for field in fields(Step)} == STEP_OTHERWISE.keys() | elsewhere


@pytest.mark.parametrize("name", OTHERWISE)
def test_a_telling_that_changes_one_field_is_never_unchanged(name: str, city: City) -> None:
    value, reason = OTHERWISE[name]
    tell_otherwise(FIRST, replace(FIRST, **{name: value}), city, reason)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", sorted(OTHERWISE.keys() - {"submitted_at", "code"}))
def test_and_neither_is_one_that_takes_it_back(name: str, city: City) -> None:
    value, _ = OTHERWISE[name]
    tell_otherwise(replace(FIRST, **{name: value}), FIRST, city)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", STEP_OTHERWISE)
def test_nor_one_that_changes_one_thing_of_a_step(name: str, city: City) -> None:
    place, value = STEP_OTHERWISE[name]
    steps = list(FIRST.steps)
    steps[place] = replace(steps[place], **{name: value})  # type: ignore[arg-type]
    tell_otherwise(FIRST, replace(FIRST, steps=tuple(steps)), city)


@pytest.mark.parametrize("name", ["title", "text", "place", "lat"])
def test_of_a_private_report_officers_read_what_is_told_now(name: str, city: City) -> None:
    value, _ = OTHERWISE[name]
    first = replace(FIRST, private=True)
    tell_otherwise(first, replace(first, **{name: value}), city)  # type: ignore[arg-type]
    db.session.expire_all()
    assert getattr(db.session.scalars(select(Original)).one(), name) == value
    assert (ticket().visibility, ticket().title, ticket().text) == ("stub", "", "")


def test_a_number_that_is_masked_either_way_is_kept_for_officers(city: City) -> None:
    first, then = (replace(FIRST, text=f"Hubungi 0812-3456-78{n}0.") for n in (1, 2))
    tell_otherwise(first, then, city)
    db.session.expire_all()
    assert "7820" in db.session.scalars(select(Original.text)).one()


def test_a_source_that_says_private_and_not_in_turn_is_noted_each_time(city: City) -> None:
    record(replace(FIRST, private=True), city)
    for private in (False, True, False):
        assert record(replace(FIRST, private=private), city).result is Result.UPDATED
        assert ticket().visibility == "stub"
    events = db.session.scalars(select(Event.changed).order_by(Event.seq.desc()).limit(3)).all()
    assert events == [["private"]] * 3
