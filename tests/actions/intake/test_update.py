"""A source tells a complaint again: what was taken back or closed meanwhile stays so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from portal import clock
from portal.actions import moderate, officers, resolve
from portal.actions.apply_events import Act
from portal.actions.intake.outcome import OLD, Result
from portal.actions.intake.record import record
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.permission import Actor, Role
from portal.domain.record import Record
from portal.domain.status import Status
from portal.domain.visibility import Visibility
from portal.extensions import db
from portal.models import Agency, Category, Custody, Event, Original, Ticket
from tests.support.complaints import MORNING, complaint, step
from tests.support.installed import install

RAGUNAN = "31.74.04.1006"
NAMED = "Pelaku bernama Budi, tinggal di sebelah masjid."


@pytest.fixture(autouse=True)
def context(app: Flask, city: City, quick_passwords: None) -> Iterator[None]:
    with app.app_context():
        install(city)
        record(complaint(1, area=RAGUNAN, text=NAMED), city)
        yield


def ticket() -> Ticket:
    db.session.expire_all()
    return db.session.execute(select(Ticket)).scalar_one()


def kinds() -> list[str]:
    return list(db.session.scalars(select(Event.kind).order_by(Event.seq)))


def supervisor() -> Actor:
    holder = db.session.get_one(Agency, ticket().holder_id)
    found = officers.add("penyelia@example.org", "Penyelia", holder.slug, Role.SUPERVISOR, "a long password")
    return Actor(found, holder.id, Role.SUPERVISOR)


def test_a_redacted_report_stays_redacted_when_its_source_tells_it_again(city: City) -> None:
    moderate.redact(ticket().id, None, "Memuat nama.", Act(city))
    again = complaint(1, area=RAGUNAN, text=NAMED + " Mohon segera.", category="Trotoar", lat=-6.303)
    assert record(again, city).result is Result.UPDATED
    assert (ticket().title, ticket().text, ticket().place, ticket().lat) == ("", "", "", -6.303)
    assert db.session.scalars(select(Original)).first() is None
    assert kinds() == ["received", "redacted", "corrected"]


def test_a_report_that_its_source_has_made_private_becomes_a_stub(app: Flask, city: City) -> None:
    told = complaint(1, area=RAGUNAN, text=NAMED, private=True)
    assert record(told, city).result is Result.UPDATED
    centre = city.areas[RAGUNAN]
    assert (ticket().visibility, ticket().title, ticket().text, ticket().place) == ("stub", "", "", "")
    assert (ticket().lat, ticket().lon) == (centre.lat, centre.lon)
    assert db.session.execute(select(Original.text, Original.lat)).one() == (NAMED, -6.302)
    assert kinds() == ["received", "visibility_changed"]
    assert record(told, city).result is Result.UNCHANGED
    page = app.test_client().get(f"/tickets/{ticket().code}").text
    assert "merahasiakan laporan ini" in page and "Budi" not in page


def test_the_same_export_again_closes_reports_of_a_category_that_became_sensitive(city: City) -> None:
    same = complaint(1, area=RAGUNAN, text=NAMED)
    assert (record(same, city).result, ticket().visibility) == (Result.UNCHANGED, "full")
    db.session.execute(update(Category).where(Category.id == ticket().category_id).values(sensitive=True))
    db.session.commit()
    assert (record(same, city).result, ticket().visibility, ticket().text) == (Result.UPDATED, "stub", "")
    assert record(same, city).result is Result.UNCHANGED


def test_what_a_source_opens_again_stays_closed_until_an_officer_opens_it(city: City) -> None:
    record(complaint(1, area=RAGUNAN, text=NAMED, private=True), city)
    record(complaint(1, area=RAGUNAN, text=NAMED), city)
    assert (ticket().visibility, ticket().text) == ("stub", "")


def test_an_officers_choice_of_face_stands_against_the_source(city: City) -> None:
    record(complaint(1, area=RAGUNAN, text=NAMED, private=True), city)
    last = ticket().last_seq
    moderate.change_visibility(ticket().id, Visibility.FULL, "Pelapor setuju.", Act(city, supervisor(), last))
    record(complaint(1, area=RAGUNAN, text=NAMED, private=True, category="Trotoar"), city)
    assert (ticket().visibility, ticket().text) == ("full", NAMED)


def test_an_older_state_of_a_complaint_never_overwrites_a_newer_one(city: City) -> None:
    at = complaint(1).submitted_at

    def told(hours: int, place: str) -> tuple[Result, str]:
        again = complaint(1, area=RAGUNAN, text=NAMED, place=place, updated_at=at + timedelta(hours=hours))
        outcome = record(again, city)
        return outcome.result, outcome.reason

    assert told(5, "Jalan Baru") == (Result.UPDATED, "")
    assert told(2, "Jalan Lama") == (Result.UNCHANGED, OLD)
    assert told(9, "Jalan Baru") == (Result.UNCHANGED, "")  # nothing new, but known to hold until then
    assert told(7, "Jalan Lama") == (Result.UNCHANGED, OLD)
    assert (ticket().place, kinds()) == ("Jalan Baru", ["received", "corrected"])
    assert told(9, "Jalan Baru 2") == (Result.UPDATED, "")


@st.composite
def tellings(draw: st.DrawFn) -> list[Record]:
    """Any order of some tellings of one complaint, each once or twice, no two changed at the same moment."""
    made = []
    for day in draw(st.sets(st.integers(1, 9), min_size=1, max_size=4)):
        agency = draw(st.sampled_from(["Kelurahan Ragunan", "PAM Jaya"]))
        kind = draw(st.sampled_from([None, Kind.RESOLVED, Kind.CLOSED, Kind.MERGED]))
        ends = () if kind is None else (step(kind, 24 * draw(st.integers(1, day)), agency=agency, text="Beres."),)
        place = draw(st.sampled_from(["Jalan A", "Jalan B"]))
        made.append(complaint(1, *ends, agency=agency, place=place, updated_at=MORNING + timedelta(days=day)))
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
def test_ticket_events_and_custody_are_those_of_the_tellings_that_were_news(
    order: list[Record], city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is older than the newest heard, or heard before, leaves no trace; the log keeps the order of the rest.

    A telling that comes late cannot go into a log which is only added to: its ticket is the same in any order, its
    timeline begins with what was heard first.
    """
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)
    number = db.session.scalar(select(func.max(Ticket.id)))
    news: list[Record] = []
    for told in order:
        record(replace(told, source=f"many {number}"), city)
        if not news or _changed(told) > _changed(news[-1]):
            news.append(told)
    for told in news:
        record(replace(told, source=f"news {number}"), city)
    assert everything(f"many {number}") == everything(f"news {number}")
    in_order = sorted({_changed(told): told for told in order}.items())
    for _, told in [*in_order, *in_order[-1:]]:
        record(replace(told, source=f"sorted {number}"), city)
    assert meaning(f"sorted {number}") == meaning(f"many {number}")


def _changed(told: Record) -> datetime:
    assert told.updated_at is not None
    return told.updated_at


#: What binds an event to the one before it in the log, and the chance in it.
PROOF = {"salt", "words_hash", "report_salt", "report_hash", "head"}


def everything(source: str) -> tuple[list[object], list[list[object]], list[list[object]]]:
    """A ticket with its events and its custody, but for the numbers that count through the whole log."""
    db.session.expire_all()
    one = db.session.scalars(select(Ticket).where(Ticket.source == source)).one()
    events = db.session.scalars(select(Event).where(Event.ticket_id == one.id).order_by(Event.seq)).all()
    custody = db.session.scalars(select(Custody).where(Custody.ticket_id == one.id).order_by(Custody.id))
    first = events[0].seq
    numbers = [[e.seq - first, None if e.corrects is None else e.corrects - first] for e in events]
    apart = {"id", "ticket_id", "seq", "corrects", "source", "code", "last_seq", "digest", *PROOF}
    return (
        _values(one, apart),
        [[*n, *_values(e, apart)] for n, e in zip(numbers, events, strict=True)],
        [_values(held, apart) for held in custody],
    )


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


def test_an_officers_act_stands_where_the_source_has_not_changed_its_mind(city: City) -> None:
    resolve.reject(ticket().id, "Bukan wewenang kota.", None, Act(city, supervisor(), ticket().last_seq))
    again = complaint(1, area=RAGUNAN, text=NAMED, place="Jalan lain")
    assert record(again, city).result is Result.UPDATED
    assert (ticket().closing, ticket().place) == ("rejected", "Jalan lain")
    done = complaint(1, step(Kind.RESOLVED, 30, agency="Kelurahan Ragunan"), area=RAGUNAN, text=NAMED)
    assert (record(done, city).reason, ticket().closing) == ("against_the_desk", "rejected")
