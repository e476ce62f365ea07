"""What has changed since a moment or an event is what its public stamps say, whatever clock the events were given."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.since import Since
from portal.models import Event, Ticket
from portal.queries.tickets.changed_since import changed_since
from portal.queries.tickets.public_seq import newest_public
from tests.support.complaints import MORNING, complaint, step


@pytest.fixture
def twelve(session: Session, city: City) -> Session:
    """Twelve tickets of two events each, recorded minute by minute; the clock was put back by half an hour once."""
    answers = [step(Kind.RESPONDED, n + 1, agency="Kelurahan Ragunan", text=f"Jawaban {n}.") for n in range(12)]
    record_many([complaint(n, answers[n]) for n in range(12)], city)
    for seq in session.scalars(select(Event.seq)).all():
        minutes = seq if seq < 12 else seq - 30
        session.execute(update(Event).where(Event.seq == seq).values(recorded_at=MORNING + timedelta(minutes=minutes)))
    session.commit()
    return session


def stamped(session: Session) -> dict[int, tuple[int, datetime]]:
    """Ticket -> its newest public seq, and the newest moment at which a public event of it was recorded."""
    newest = newest_public(session, session.scalars(select(Ticket.id)).all())
    found = {}
    for ticket, (seq, _) in newest.items():
        moments = session.scalars(select(Event.recorded_at).where(Event.ticket_id == ticket)).all()
        found[ticket] = seq, max(moments)
    return found


@pytest.mark.parametrize("minutes", range(-20, 14))
def test_by_the_moment_none_is_left_out_though_the_clock_was_put_back(twelve: Session, minutes: int) -> None:
    at = MORNING + timedelta(minutes=minutes)
    assert changed_since(twelve, Since(at=at)) == {id for id, (_, newest) in stamped(twelve).items() if newest >= at}


@pytest.mark.parametrize("seq", [0, 1, 7, 23, 24, 10**6])
def test_by_the_number_those_with_a_later_public_event(twelve: Session, seq: int) -> None:
    assert changed_since(twelve, Since(seq=seq)) == {id for id, (newest, _) in stamped(twelve).items() if newest > seq}


def test_a_note_and_what_happens_to_a_hidden_ticket_are_no_change(twelve: Session) -> None:
    twelve.execute(update(Event).where(Event.seq == 24).values(public=False))
    twelve.execute(update(Ticket).where(Ticket.id == 1).values(visibility="hidden", title="", text="", place=""))
    twelve.commit()
    last = twelve.scalars(select(Event.ticket_id).where(Event.seq == 24)).one()
    assert last not in changed_since(twelve, Since(seq=23))
    assert 1 not in changed_since(twelve, Since(seq=0)), "nobody said that it was hidden"
