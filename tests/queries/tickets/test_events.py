"""The public events and the custody of a ticket, with the texts that its visibility makes public."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.status import Status
from portal.domain.timeline import Deadlines
from portal.domain.visibility import Visibility
from portal.models import Event, Ticket
from portal.queries.tickets.events import custody_of, events_of, timeline_of
from tests.support.complaints import MORNING, complaint, step
from tests.support.statements import counted

STEPS = (
    step(Kind.ROUTED, 3, agency="Kelurahan Ragunan", to_agency="Sudin", text="Bukan kewenangan kami."),
    step(Kind.NOTED, 4, agency="Sudin", text="catatan dalam", public=False),
    step(Kind.RESPONDED, 30, agency="Sudin", text="Sedang disurvei."),
    step(Kind.RESOLVED, 50, agency="Sudin", text="Selesai."),
)


@pytest.fixture
def one(session: Session, city: City) -> Session:
    record_many([complaint(1, *STEPS)], city)
    return session


def test_public_events_come_in_order_with_agency_and_status(one: Session) -> None:
    found = events_of(one, 1, Visibility.FULL)
    assert [e.kind for e in found] == [Kind.RECEIVED, Kind.ROUTED, Kind.RESPONDED, Kind.RESOLVED]
    routed = found[1]
    assert routed.agency is not None and routed.to_agency is not None
    assert (routed.agency.name, routed.to_agency.name) == ("Kelurahan Ragunan", "Sudin")
    assert found[2].to_agency is None
    assert [e.changed for e in found] == [True, False, False, True]
    assert found[-1].status is Status.SELESAI


def test_a_stub_keeps_its_events_and_loses_their_texts(one: Session) -> None:
    assert [e.text for e in events_of(one, 1, Visibility.FULL)][1:] == [s.text for s in STEPS if s.public]
    assert {e.text for e in events_of(one, 1, Visibility.STUB)} == {""}


def test_events_at_one_moment_keep_the_order_of_the_log(session: Session, city: City) -> None:
    same = [step(Kind.RESPONDED, 5, agency="Sudin", text=str(n)) for n in range(5)]
    record_many([complaint(1, *same)], city)
    assert [e.text for e in events_of(session, 1, Visibility.FULL)][1:] == ["0", "1", "2", "3", "4"]


def test_a_merge_names_the_other_ticket_unless_it_is_pending(session: Session, city: City) -> None:
    record_many([complaint(1), complaint(2, step(Kind.MERGED, 5, agency="Sudin", other="1"))], city)
    assert events_of(session, 2, Visibility.FULL)[-1].other_code == "JK2303060001"
    other = session.get_one(Ticket, 1)
    other.visibility, other.text = "pending", ""
    session.commit()
    assert events_of(session, 2, Visibility.FULL)[-1].other_code == ""


def test_custody_passes_from_agency_to_agency_without_gaps(one: Session) -> None:
    found = custody_of(one, 1)
    assert len(found) == 2
    assert found[0].start == MORNING + timedelta(hours=1)
    assert found[0].end == found[1].start == MORNING + timedelta(hours=3)
    assert found[1].end == MORNING + timedelta(hours=50)


def test_the_timeline_holds_each_event_once_under_the_agency_that_had_the_ticket(one: Session) -> None:
    ticket = one.get_one(Ticket, 1)
    deadlines = Deadlines(response_due=ticket.response_due_at, due=ticket.due_at, first_action=None)
    events = events_of(one, 1, Visibility.FULL)
    periods = timeline_of(one, 1, events, deadlines, MORNING + timedelta(days=9))
    shown = [entry.seq for period in periods for entry in period.entries if hasattr(entry, "seq")]
    assert sorted(shown) == sorted(one.scalars(select(Event.seq).where(Event.public)))
    assert not any(period.running for period in periods[:-1])


def test_events_and_custody_take_a_statement_each(one: Session) -> None:
    with counted(one) as statements:
        events_of(one, 1, Visibility.FULL)
        custody_of(one, 1)
    assert len(statements) == 2


def test_a_ticket_that_is_not_there_has_neither(session: Session) -> None:
    assert (events_of(session, 9, Visibility.FULL), custody_of(session, 9)) == ([], [])
