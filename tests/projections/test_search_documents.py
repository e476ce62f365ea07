"""A ticket is found by what can be read of it: what a late telling has overtaken is not."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.actions.intake.record import record
from portal.domain.city import City
from portal.domain.event import Kind, TicketFact
from portal.domain.record import Record, Step
from portal.models import Event, Ticket
from portal.projections.search_documents import Documents
from portal.search.document import Document
from tests.support.complaints import MORNING, complaint, step
from tests.support.installed import install


def told(day: int, *steps: Step) -> Record:
    """Ticket 1 as its source told it so many days after MORNING."""
    return complaint(1, *steps, agency="PAM Jaya", updated_at=MORNING + timedelta(days=day))


def document(session: Session, city: City) -> Document:
    session.rollback()
    (found,) = Documents(session, city).of(session.scalars(select(Ticket.id)).all())
    return found


def test_a_status_and_words_of_an_overtaken_event_find_nothing(session: Session, city: City) -> None:
    install(city)
    answer = step(Kind.RESPONDED, 30, agency="PAM Jaya", text="Kami periksa.")
    record(told(9, answer), city)
    record(told(5, step(Kind.STARTED, 20, agency="PAM Jaya"), answer), city)
    corrections = session.scalars(select(Event).where(Event.changed.is_not(None))).all()
    (seq,) = [event.corrects for event in corrections if TicketFact.ORDER in (event.changed or ())]
    session.execute(update(Event).where(Event.seq == seq).values(status_after="disposisi"))
    session.commit()
    found = document(session, city)
    assert found.answers == ("Kami periksa.",), "once"
    assert set(found.ever) == {"menunggu", "proses"}
