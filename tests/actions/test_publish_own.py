"""What a reporter keeps private is published by the reporter alone, and by officers only once the reporter agrees."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.actions import moderate
from portal.actions.apply_events import Act
from portal.actions.publish_own import publish_own
from portal.actions.reporting import send
from portal.domain.city import City
from portal.domain.openness import Openness
from portal.domain.permission import Role
from portal.domain.visibility import Visibility
from portal.models import Category, Event, KeptPrivate, Ticket
from portal.models.kept_private import openness
from tests.actions.test_reporting import KEEPING, REPORT, tickets
from tests.support.installed import install
from tests.support.one_ticket import actor


@pytest.fixture
def kept(session: Session, city: City) -> Ticket:
    install(city)
    send(replace(REPORT, private=True), city, KEEPING)
    return tickets(session)[0]


def publish(ticket: Ticket, city: City, role: Role | None) -> int:
    act = Act(city, actor(ticket.holder_id, role=role) if role else None)
    return moderate.change_visibility(ticket.id, Visibility.FULL, "Ini soal umum.", act)


def said(session: Session, ticket: Ticket) -> Openness:
    session.rollback()
    return openness(session.get(KeptPrivate, ticket.id))


def test_its_reporter_publishes_it_masked_once_and_the_log_says_who_it_was(
    session: Session, city: City, kept: Ticket
) -> None:
    assert said(session, kept) is Openness.PRIVATE
    for _ in range(2):
        publish_own(kept.id, city)
    (ticket,) = tickets(session)
    assert (ticket.visibility, ticket.lat) == ("full", -6.302)
    assert ticket.text == "Lampu jalan mati sejak Senin. Hubungi [telepon]."
    events = session.query(Event).filter_by(kind="visibility_changed").all()
    assert [(e.visibility_after, e.agency_id, e.text) for e in events] == [("full", None, "")]
    assert said(session, kept) is Openness.AGREED


@pytest.mark.parametrize("because", ["the city looks first", "its category is sensitive"])
def test_where_officers_look_first_they_publish_it_once_its_reporter_agrees(
    session: Session, city: City, kept: Ticket, because: str
) -> None:
    if because == "the city looks first":
        city = replace(city, moderated=True)
    else:
        session.execute(update(Category).where(Category.id == kept.category_id).values(sensitive=True))
        session.commit()
    publish_own(kept.id, city)
    assert (tickets(session)[0].visibility, said(session, kept)) == ("stub", Openness.AGREED)
    publish(kept, city, Role.SUPERVISOR)
    assert tickets(session)[0].visibility == "full"


def test_of_an_open_report_nothing_was_said_and_its_reporter_shows_nothing_that_was_hidden(
    session: Session, city: City
) -> None:
    install(city)
    send(REPORT, city, KEEPING)
    ticket = tickets(session)[0]
    moderate.change_visibility(ticket.id, Visibility.HIDDEN, "Perintah pengadilan.", Act(city))
    publish_own(ticket.id, city)
    assert (tickets(session)[0].visibility, said(session, ticket)) == ("hidden", Openness.UNASKED)
