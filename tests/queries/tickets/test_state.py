"""A stored ticket gives the rules the state and the events that they would have computed."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.replay import replay
from portal.models import Event, Ticket
from portal.queries.tickets.state import completed_by, log_of, state_of
from tests.support.complaints import complaint, step

STEPS = (
    step(Kind.ROUTED, 3, agency="Kelurahan Ragunan", to_agency="Sudin", text="Diteruskan."),
    step(Kind.RESPONDED, 30, agency="Sudin", text="Disurvei."),
    step(Kind.RESOLVED, 50, agency="Sudin", text="Selesai."),
)


@pytest.fixture
def one(session: Session, city: City) -> Session:
    record_many([complaint(1, *STEPS)], city)
    return session


def test_replaying_the_stored_events_gives_the_stored_state(one: Session) -> None:
    drafts = [draft for _, draft in log_of(one, 1)]
    assert [d.kind for d in drafts] == [Kind.RECEIVED, *(s.kind for s in STEPS)]
    assert replay(drafts, None).state == state_of(one.get_one(Ticket, 1))


def test_a_redacted_text_is_given_as_one_that_was_there(one: Session) -> None:
    event = one.get_one(Event, 3)
    event.text, event.redacted_by = "", 4
    one.commit()
    assert [draft.text for _, draft in log_of(one, 1)][2] == "-"


def test_who_last_called_the_work_done_and_nobody_without_such_an_event(one: Session) -> None:
    resolved = one.scalars(select(Event).where(Event.ticket_id == 1, Event.kind == "resolved")).one()
    assert completed_by(one, 1) == (resolved.officer_id, resolved.agency_id)
    assert completed_by(one, 99) is None
    assert log_of(one, 99) == []
