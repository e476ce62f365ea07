"""A source tells a complaint again: what was taken back or closed meanwhile stays so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from portal.actions import moderate, officers, resolve
from portal.actions.apply_events import Act
from portal.actions.intake.outcome import OLD, Result
from portal.actions.intake.record import record
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.permission import Actor, Role
from portal.domain.visibility import Visibility
from portal.extensions import db
from portal.models import Agency, Category, Event, Original, Ticket
from tests.support.complaints import complaint, step
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


@pytest.mark.usefixtures("client")
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


def test_an_officers_act_stands_where_the_source_has_not_changed_its_mind(city: City) -> None:
    resolve.reject(ticket().id, "Bukan wewenang kota.", None, Act(city, supervisor(), ticket().last_seq))
    again = complaint(1, area=RAGUNAN, text=NAMED, place="Jalan lain")
    assert record(again, city).result is Result.UPDATED
    assert (ticket().closing, ticket().place) == ("rejected", "Jalan lain")
    done = complaint(1, step(Kind.RESOLVED, 30, agency="Kelurahan Ragunan"), area=RAGUNAN, text=NAMED)
    assert (record(done, city).reason, ticket().closing) == ("against_the_desk", "rejected")
