"""A report of the portal's own form is taken in once, whoever is quicker, and what is kept of its reporter ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import clock
from portal.actions import reporting
from portal.actions.apply_events import Act
from portal.actions.moderate import change_visibility
from portal.actions.reporting import Keeping, NewReport, contact, forget_contact, forget_due, send
from portal.domain.city import City
from portal.domain.report_place import AskedPlace
from portal.domain.secret_token import token_hash
from portal.domain.visibility import Visibility
from portal.models import Attachment, Event, Original, Reporter, Ticket
from tests.support.installed import install

SECRET = "a secret of forty-four letters, for tests alone"
KEEPING = Keeping(SECRET, timedelta(days=730))
CONTACT = "siti.marker@example.org"
REPORT = NewReport(
    key="the key of one filling-in",
    text="Lampu jalan mati sejak Senin. Hubungi 0812-3456-7890.",
    place=AskedPlace("", "Jalan Ampera Raya", -6.302, 106.82),
    category="jalan",
    contact=CONTACT,
)


@pytest.fixture(autouse=True)
def installed(session: Session, city: City) -> None:
    install(city)


def tickets(session: Session) -> Sequence[Ticket]:
    session.rollback()
    return session.scalars(select(Ticket).order_by(Ticket.id)).all()


def reporter(session: Session) -> Reporter:
    session.rollback()
    return session.scalars(select(Reporter)).one()


def test_it_comes_in_as_a_record_of_its_own_source_with_its_reporter(session: Session, city: City) -> None:
    token = send(REPORT, city, KEEPING)
    (ticket,) = tickets(session)
    assert (ticket.source, ticket.visibility, ticket.lat) == ("form", "full", -6.302)
    assert ticket.text == "Lampu jalan mati sejak Senin. Hubungi [telepon]."
    assert ticket.code.startswith(city.code_prefix) and REPORT.key not in ticket.source_id
    kept = session.get_one(Original, ticket.id)
    assert "0812-3456-7890" in kept.text
    assert reporter(session).token_hash == token_hash(token) and len(token) == 43
    received = session.scalars(select(Event).where(Event.ticket_id == ticket.id)).one()
    assert (received.kind, received.agency_id) == ("received", ticket.agency_id)
    assert list(session.scalars(select(Attachment))) == []


def test_the_same_form_again_changes_nothing_and_tells_the_same_link(session: Session, city: City) -> None:
    token = send(REPORT, city, KEEPING)
    assert send(replace(REPORT, text="Yang lain sama sekali, tidak dipakai."), city, KEEPING) == token
    (ticket,) = tickets(session)
    assert ticket.text.startswith("Lampu jalan")
    assert send(replace(REPORT, key="another key"), city, KEEPING) != token
    assert len(tickets(session)) == 2


def test_a_twin_that_comes_in_between_is_the_report(
    session: Session, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both presses have seen that nothing is there: the second finds the first one's ticket in its own transaction."""
    looked = iter((False, False))
    known = reporting._there
    monkeypatch.setattr(reporting, "_there", lambda *asked: next(looked, None) is None and known(*asked))
    first = send(REPORT, city, KEEPING)
    later = clock.now() + timedelta(seconds=3)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert send(REPORT, city, KEEPING) == first
    assert len(tickets(session)) == 1 and reporter(session).token_hash == token_hash(first)


def test_a_contact_is_read_with_the_key_and_by_nobody_else(session: Session, city: City) -> None:
    send(REPORT, city, KEEPING)
    sealed = reporter(session).contact
    assert sealed is not None and b"marker" not in sealed
    assert contact(sealed, SECRET) == CONTACT
    assert contact(sealed, "another key of the portal") == "" and contact(None, SECRET) == ""
    (ticket,) = tickets(session)
    assert ticket.reporter is not None and b"marker" not in ticket.reporter


def test_a_deleted_contact_is_gone_and_the_link_stays(session: Session, city: City) -> None:
    token = send(REPORT, city, KEEPING)
    forget_contact(tickets(session)[0].id)
    assert reporter(session).contact is None and reporter(session).token_hash == token_hash(token)
    forget_contact(987)  # of a report that has none: nothing happens


def test_without_a_contact_nobody_is_counted_as_known(session: Session, city: City) -> None:
    send(replace(REPORT, contact=""), city, KEEPING)
    assert reporter(session).contact is None and tickets(session)[0].reporter is None


def test_what_is_due_goes_and_nothing_before(session: Session, city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    send(REPORT, city, Keeping(SECRET, timedelta(days=30)))
    send(replace(REPORT, key="another key"), city, KEEPING)
    assert forget_due() == 0
    month = clock.now() + timedelta(days=31)
    monkeypatch.setattr(clock, "now", lambda: month)
    assert (forget_due(), forget_due()) == (1, 0)
    assert reporter(session).ticket_id == tickets(session)[1].id and len(tickets(session)) == 2


@pytest.mark.parametrize(
    ("first_only", "published", "shown", "expected"),
    [
        (True, True, "its link", "full"),
        (True, True, "its mailed link", "full"),
        (True, True, "", "pending"),
        (True, True, "another link", "pending"),
        (True, False, "its link", "pending"),
        (False, True, "its link", "pending"),
    ],
)
def test_who_shows_the_link_of_a_published_report_may_be_let_through_and_a_typed_contact_lets_nobody(
    session: Session, city: City, first_only: bool, published: bool, shown: str, expected: str
) -> None:
    held = replace(city, moderated=True, moderated_first=first_only)
    link = send(REPORT, held, KEEPING)
    assert tickets(session)[0].visibility == "pending"
    if published:
        change_visibility(tickets(session)[0].id, Visibility.FULL, "Dibaca.", Act(held))
    reporter(session).mailed_hash = token_hash("its mailed link")
    session.commit()
    send(replace(REPORT, key="after that", known_by=link if shown == "its link" else shown), held, KEEPING)
    assert tickets(session)[-1].visibility == expected


def test_a_link_that_works_no_more_lets_nobody_through(
    session: Session, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = replace(city, moderated=True, moderated_first=True)
    link = send(REPORT, city, Keeping(SECRET, timedelta(days=30)))
    later = clock.now() + timedelta(days=31)
    monkeypatch.setattr(clock, "now", lambda: later)
    send(replace(REPORT, key="after that", known_by=link), held, KEEPING)
    assert [ticket.visibility for ticket in tickets(session)] == ["full", "pending"]


@pytest.mark.parametrize(("private", "category"), [(True, "jalan"), (False, "sensitive")])
def test_a_private_report_and_one_of_a_sensitive_category_show_no_words(
    session: Session, city: City, private: bool, category: str
) -> None:
    if category == "sensitive":
        category = next(slug for slug, one in city.categories.items() if one.sensitive)
    send(replace(REPORT, private=private, category=category), city, KEEPING)
    (ticket,) = tickets(session)
    assert (ticket.visibility, ticket.title, ticket.text, ticket.place) == ("stub", "", "", "")
    assert "Lampu jalan" in session.get_one(Original, ticket.id).text
