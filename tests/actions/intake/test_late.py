"""Tellings of one complaint end in the same ticket, events and custody, in whatever order they come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from portal.actions import moderate
from portal.actions.apply_events import Act
from portal.actions.intake.outcome import OLD, Result
from portal.actions.intake.record import record
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.record import Record, Step
from portal.domain.status import Status
from portal.domain.visibility import Visibility
from portal.extensions import db
from portal.models import Custody, Event, SourceTelling, Ticket
from portal.queries.log.verify_chain import ChainCheck
from portal.queries.log.verify_tickets import ticket_differences
from portal.queries.tickets.events import events_of
from portal.queries.tickets.overtaken import stands
from tests.support.complaints import MORNING, complaint, step
from tests.support.installed import install

RAGUNAN = "31.74.04.1006"


@pytest.fixture(autouse=True)
def context(app: Flask, city: City, quick_passwords: None) -> Iterator[None]:
    with app.app_context():
        install(city)
        record(complaint(1, area=RAGUNAN), city)
        yield


@st.composite
def tellings(draw: st.DrawFn) -> list[Record]:
    """Any order of some tellings of one complaint, each once or twice, no two changed at the same moment."""
    made, corrects = [], draw(st.booleans())  # what a later end means is said by the mapping of all
    for day in draw(st.sets(st.integers(1, 9), min_size=1, max_size=4)):
        agency = draw(st.sampled_from(["Kelurahan Ragunan", "PAM Jaya"]))
        kind = draw(st.sampled_from([None, Kind.RESOLVED, Kind.CLOSED, Kind.MERGED]))
        end = draw(st.integers(1, day))
        steps = [step(kind, 24 * end, agency=agency, text="Beres.")] if kind else []
        turned = draw(st.sampled_from([0, 1, 2]))  # a reopening, and the end before it where that is told
        steps[:0] = [step(Kind.CLOSED, 13, agency=agency), step(Kind.REOPENED, 14 + day, agency=agency)][2 - turned :]
        if draw(st.booleans()):
            said = draw(st.sampled_from(["Akan ditinjau.", "Sudah ditinjau."]))
            steps.insert(0, step(draw(st.sampled_from([Kind.RESPONDED, Kind.STARTED])), 12, agency=agency, text=said))
        place = draw(st.sampled_from(["Jalan A", "Jalan B"]))
        category = draw(st.sampled_from(["Jalan", "Trotoar"]))
        told = {"place": place, "category": category, "agency": agency, "end_corrects": corrects}
        made.append(complaint(1, *steps, **told, updated_at=MORNING + timedelta(days=day)))
    order: list[Record] = draw(st.permutations([*made, *(one for one in made if draw(st.booleans()))]))
    return order


@pytest.mark.only_on("sqlite")
@given(order=tellings())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_order_of_tellings_ends_in_the_ticket_that_the_newest_alone_makes(order: list[Record], city: City) -> None:
    number = db.session.scalar(select(func.max(Ticket.id)))
    newest = max(order, key=lambda told: told.updated_at or MORNING)
    for told in order:
        record(replace(told, source=f"many {number}"), city)
    record(replace(newest, source=f"alone {number}"), city)
    many, alone = (meaning(f"{source} {number}") for source in ("many", "alone"))
    assert many == alone
    again = [record(replace(told, source=f"many {number}"), city).result for told in order]
    assert set(again) == {Result.UNCHANGED}


@pytest.mark.only_on("sqlite")
@given(order=tellings())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_order_of_tellings_ends_in_the_same_ticket_events_and_custody(order: list[Record], city: City) -> None:
    number = db.session.scalar(select(func.max(Ticket.id)))
    for told in order:
        record(replace(told, source=f"many {number}"), city)
    for _, told in sorted({_changed(told): told for told in order}.items()):
        record(replace(told, source=f"sorted {number}"), city)
    assert as_read(f"many {number}") == as_read(f"sorted {number}")
    assert list(ticket_differences(db.session(), city)) == []


def _changed(told: Record) -> datetime:
    assert told.updated_at is not None
    return told.updated_at


def as_read(source: str) -> tuple[list[object], list[object], list[list[object]]]:
    """A ticket with its events as the public reads them and its custody, but for numbers that only count."""
    db.session.expire_all()
    one = db.session.scalars(select(Ticket).where(Ticket.source == source)).one()
    events = events_of(db.session(), one.id, Visibility(one.visibility))
    places = {event.seq: place for place, event in enumerate(events)}
    read = [replace(e, seq=0, corrects=None if e.corrects is None else places[e.corrects]) for e in events]
    custody = db.session.scalars(select(Custody).where(Custody.ticket_id == one.id).order_by(Custody.id))
    apart = {"id", "ticket_id", "source", "code", "last_seq"}
    return _values(one, apart), [*read], [_values(held, apart) for held in custody]


def _values(row: Ticket | Event | Custody, apart: set[str]) -> list[object]:
    return [getattr(row, column.name) for column in row.__table__.columns if column.name not in apart]


def meaning(source: str) -> list[object]:
    """What a ticket is in the end, and who has it."""
    db.session.expire_all()
    one = db.session.scalars(select(Ticket).where(Ticket.source == source)).one()
    last = select(Custody).where(Custody.ticket_id == one.id).order_by(Custody.from_at.desc(), Custody.id.desc())
    custody = db.session.scalars(last).first()
    assert custody is not None
    state = [Status(one.status).type, one.agency_id, one.holder_id, one.closing, one.ended_at, one.resolved_at]
    return [*state, one.place, custody.agency_id, custody.to_at]


def late(day: int, *steps: Step, **changes: object) -> Record:
    """Ticket 2, which its source last changed so many days after MORNING."""
    return complaint(2, *steps, area=RAGUNAN, updated_at=MORNING + timedelta(days=day), **changes)


def lines() -> list[tuple[str, int | None, list[str] | None]]:
    rows = db.session.execute(
        select(Event.kind, Event.corrects, Event.changed).where(Event.ticket_id == second().id).order_by(Event.seq)
    )
    return [(kind, corrects, changed) for kind, corrects, changed in rows]


def second() -> Ticket:
    db.session.expire_all()
    return db.session.scalars(select(Ticket).order_by(Ticket.id.desc()).limit(1)).one()


def test_what_is_told_late_stands_in_its_place_and_the_log_only_grows(city: City) -> None:
    record(late(9, agency="PAM Jaya"), city)
    before = lines()
    assert record(late(3, agency="Kelurahan Ragunan", place="Jalan Lama"), city).result is Result.UPDATED
    assert lines()[: len(before)] == before
    assert [kind for kind, *_ in lines()] == ["received", "corrected", "transferred", "corrected"]
    assert lines()[1][2] == ["order"] and lines()[3][2] == ["place"]
    events = events_of(db.session(), second().id, Visibility.FULL)
    assert [(event.kind, event.at.day) for event in events] == [
        (Kind.RECEIVED, 6), (Kind.TRANSFERRED, 15), (Kind.CORRECTED, 15),
    ]  # fmt: skip
    assert [event.agency.name for event in events if event.agency] == ["Kelurahan Ragunan"] * 2
    assert second().place == complaint().place
    assert record(late(3, agency="Kelurahan Ragunan", place="Jalan Lama"), city).reason == OLD
    assert list(ticket_differences(db.session(), city)) == []
    assert list(ChainCheck(db.session.connection()).differences()) == []


def test_an_event_that_a_late_telling_has_overtaken_is_in_the_log_only(city: City) -> None:
    record(late(2, step(Kind.RESPONDED, 30, agency="PAM Jaya", text="Kami periksa."), agency="PAM Jaya"), city)
    record(late(9, step(Kind.RESPONDED, 30, agency="PAM Jaya", text="Sudah kami periksa."), agency="PAM Jaya"), city)
    again = step(Kind.RESPONDED, 30, agency="PAM Jaya", text="Belum kami periksa.")
    record(late(5, again, agency="PAM Jaya"), city)
    events = events_of(db.session(), second().id, Visibility.FULL)
    assert [e.text for e in events] == ["", "Kami periksa.", "Belum kami periksa.", "Sudah kami periksa."]
    record(late(12, again, agency="PAM Jaya"), city)
    assert [e.text for e in events_of(db.session(), second().id, Visibility.FULL)][-1] == "Belum kami periksa."
    assert list(ticket_differences(db.session(), city)) == []


def test_nothing_is_put_in_order_once_an_officer_has_acted_or_words_were_taken_back(city: City) -> None:
    record(late(2, place="Jalan A"), city)
    record(late(9, place="Jalan B"), city)
    assert db.session.scalars(select(SourceTelling.at)).all() == [MORNING + timedelta(days=day) for day in (2, 9)]
    moderate.redact(second().id, None, "Memuat nama.", Act(city))
    assert db.session.scalars(select(SourceTelling)).all() == []
    before = lines()
    assert record(late(5, agency="PAM Jaya"), city).reason == OLD
    assert lines() == before


def test_a_ticket_whose_source_once_did_not_say_when_takes_late_tellings_as_old(city: City) -> None:
    record(replace(late(1), updated_at=None), city)
    record(late(9, place="Jalan B"), city)
    assert record(late(5, place="Jalan C"), city).reason == OLD
    assert db.session.scalars(select(SourceTelling)).all() == []


def test_an_answer_whose_status_a_late_telling_changes_is_said_once(city: City) -> None:
    answer = step(Kind.RESPONDED, 30, agency="PAM Jaya", text="Kami periksa.")
    record(late(9, answer, agency="PAM Jaya"), city)
    record(late(5, step(Kind.STARTED, 20, agency="PAM Jaya"), answer, agency="PAM Jaya"), city)
    said = select(Event.text).where(Event.ticket_id == second().id, Event.text != "")
    assert db.session.scalars(said).all() == ["Kami periksa."] * 2
    assert db.session.scalars(said.where(stands())).all() == ["Kami periksa."]
