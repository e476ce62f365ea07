"""A ticket's page shows what is public, all of it, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.source_clock import SourceClocks
from portal.domain.status import Status
from portal.domain.timeline import TimelineEvent
from portal.domain.visibility import Visibility
from portal.extensions import db
from portal.models import Ticket
from portal.queries.tickets.document import document
from portal.queries.tickets.page import TicketPage, ticket_page
from portal.queries.tickets.version import version
from tests.support.complaints import MORNING, complaint, step
from tests.support.statements import counted

NOW = MORNING + timedelta(days=9)
SECRET = "rahasia"
STEPS = (
    step(Kind.ROUTED, 3, agency="Kelurahan Ragunan", to_agency="Sudin", text=f"Alasan {SECRET}"),
    step(Kind.NOTED, 4, agency="Sudin", text="catatan dalam", public=False),
    step(Kind.RESPONDED, 30, agency="Sudin", text=f"Jawaban {SECRET}"),
)


@pytest.fixture
def public(app: Flask) -> Iterator[Session]:
    with app.app_context():
        yield db.session()


def page(session: Session, ticket: int = 1) -> TicketPage:
    known = version(session, f"JK230306{ticket:04}")
    assert known is not None
    return ticket_page(session, known, SourceClocks(NOW))


def events(found: TicketPage) -> list[TimelineEvent]:
    return [entry for spell in found.spells for entry in spell.entries if isinstance(entry, TimelineEvent)]


def everything(found: TicketPage) -> str:
    return repr(found) + json.dumps(document(found, "http://localhost/", ZoneInfo("Asia/Jakarta")))


def test_a_full_ticket_tells_its_facts_hands_and_events(public: Session, city: City) -> None:
    record_many([complaint(1, *STEPS)], city)
    found = page(public)
    assert (found.status, found.handoffs, found.open) == (Status.MENUNGGU, 1, True)
    assert [spell.agency.name for spell in found.spells if spell.agency] == ["Kelurahan Ragunan", "Sudin"]
    assert [e.kind for e in events(found)] == [Kind.RECEIVED, Kind.ROUTED, Kind.RESPONDED]
    assert found.overdue
    assert "0812" not in everything(found)


def test_an_internal_note_is_on_no_page(public: Session, city: City) -> None:
    record_many([complaint(1, *STEPS)], city)
    assert "catatan dalam" not in everything(page(public))


def test_a_stub_has_facts_only(public: Session, city: City) -> None:
    record_many([complaint(1, *STEPS, private=True, title=SECRET, text=SECRET, place=SECRET)], city)
    found = page(public)
    assert found.visibility is Visibility.STUB
    assert [e.kind for e in events(found)] == [Kind.RECEIVED, Kind.ROUTED, Kind.RESPONDED]
    assert found.category is not None
    assert SECRET not in everything(found)


def test_a_hidden_ticket_is_a_tombstone(public: Session, city: City) -> None:
    record_many([complaint(1, *STEPS, text=SECRET)], city)
    public.get_one(Ticket, 1).visibility = "hidden"
    public.get_one(Ticket, 1).text = ""
    public.commit()
    found = page(public)
    assert (found.code, found.visibility, found.spells, found.agency) == ("JK2303060001", Visibility.HIDDEN, (), None)
    assert SECRET not in everything(found)
    shown = set(document(found, "", ZoneInfo("Asia/Jakarta")))
    assert shown == {
        "code",
        "url",
        "visibility",
        "submitted_at",
        "last_seq",
        "reason",
    }


def test_a_pending_ticket_is_nowhere(public: Session, city: City) -> None:
    record_many([complaint(1), complaint(2)], city)
    ticket = public.get_one(Ticket, 1)
    ticket.visibility, ticket.text = "pending", ""
    public.commit()
    assert version(public, ticket.code) is None


def test_a_ticket_names_the_one_it_was_merged_into_and_the_other_way_round(public: Session, city: City) -> None:
    merged = complaint(2, step(Kind.MERGED, 5, agency="Sudin", other="1"))
    record_many([complaint(1), merged], city)
    assert page(public, 2).duplicate_of == page(public, 1).code
    assert page(public, 1).duplicates == (page(public, 2).code,)
    assert events(page(public, 2))[-1].other_code == page(public, 1).code


def test_a_page_takes_three_statements_however_many_events_it_has(public: Session, city: City) -> None:
    many = [step(Kind.RESPONDED, 3 + i, agency="Sudin", text="x") for i in range(60)]
    record_many([complaint(1, *many)], city)
    with counted(public) as statements:
        assert len(events(page(public))) == 61
    assert len(statements) == 3


def test_a_merged_ticket_takes_one_statement_more_for_its_duplicates(public: Session, city: City) -> None:
    record_many([complaint(1), complaint(2, step(Kind.MERGED, 5, agency="Sudin", other="1"))], city)
    with counted(public) as statements:
        page(public, 1)
    assert len(statements) == 4


def test_a_hidden_duplicate_is_not_named(public: Session, city: City) -> None:
    record_many([complaint(1), complaint(2, step(Kind.MERGED, 5, agency="Sudin", other="1"))], city)
    other = public.get_one(Ticket, 2)
    other.visibility, other.text = "pending", ""
    public.commit()
    assert page(public, 1).duplicates == ()


def test_the_document_names_agencies_and_says_times_in_the_city_s_zone(public: Session, city: City) -> None:
    record_many([complaint(1, *STEPS)], city)
    said = document(page(public), "http://localhost/tickets/JK2303060001", ZoneInfo("Asia/Jakarta"))
    assert (said["status"], said["submitted_at"]) == ("menunggu", "2023-03-06T09:30:00+07:00")
    custody, events_ = said["custody"], said["events"]
    assert isinstance(custody, list) and isinstance(events_, list)
    assert [(c["agency"]["name"], c["to"] is None) for c in custody] == [("Kelurahan Ragunan", False), ("Sudin", True)]
    assert [e["kind"] for e in events_] == ["received", "routed", "responded"]
