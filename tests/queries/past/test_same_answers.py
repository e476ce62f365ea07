"""What an agency had repeated by a past moment is what a database counted that stopped there."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.apply_events import Act
from portal.actions.intake.record import record_many
from portal.actions.moderate import change_visibility
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.visibility import Visibility
from portal.models import AnswerWords, Ticket
from portal.projections import answers
from portal.projections.checkpoints import newest
from portal.queries.agencies.same_answers import same_answers
from portal.queries.past.same_answers import past_same_answers
from tests.support.complaints import complaint, step
from tests.support.installed import install
from tests.support.one_ticket import agency
from tests.support.random_history import AGENCIES, History


def test_answers_as_of_a_stop_are_those_of_a_database_that_stopped_there(
    session: Session, city: City, monkeypatch: pytest.MonkeyPatch, quick_passwords: None
) -> None:
    install(city)
    history = History(session, city, monkeypatch, seed=1)
    stops, stood = [], set()
    for day in range(4):
        history.day(50)
        steps = [step(Kind.RESOLVED, 20 + day, agency=AGENCIES[0], text="Beres." if day < 2 else "Selesai.")]
        told = [complaint(n, *steps, agency=AGENCIES[0], source="kabar", updated_at=history.now) for n in range(1, 5)]
        record_many(told, city)
        answers.feed(session, newest(session))
        stood |= set(session.scalars(select(AnswerWords.seq)))
        stops.append((history.stop().as_of, [same_answers(session, agency(slug)) for slug in AGENCIES]))
    assert len({repr(found) for _, found in stops}) == 4 and any(stops[0][1])
    assert stood - set(session.scalars(select(AnswerWords.seq))), "some were taken back since"
    for as_of, was in stops:
        assert [past_same_answers(session, agency(slug), as_of) for slug in AGENCIES] == was

    repeats = next(slug for slug, found in zip(AGENCIES, was, strict=True) if found)
    session.rollback()
    for id in session.scalars(select(Ticket.id).where(Ticket.visibility == Visibility.FULL.value)).all():
        session.rollback()
        change_visibility(id, Visibility.STUB, "Menyebut nama orang.", Act(city))
    assert past_same_answers(session, agency(repeats), as_of) is None, "no words that nobody may read today"
