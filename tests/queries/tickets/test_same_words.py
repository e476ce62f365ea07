"""What was said before on a ticket, and in how many other answers its words stand."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from portal.actions import resolve
from portal.actions.apply_events import Act
from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.visibility import Visibility
from portal.models import AnswerWords
from portal.queries.tickets.events import events_of
from portal.queries.tickets.same_words import told_before
from portal.queries.tickets.state import log_of
from tests.support.complaints import complaint, step
from tests.support.installed import install
from tests.support.one_ticket import AREA, actor, refused, ticket, validator


@pytest.fixture(autouse=True)
def four(session: Session, city: City, quick_passwords: None) -> None:
    install(city)
    said = step(Kind.RESPONDED, 9, text="Kami lihat besok.")
    record_many([complaint(number, said, area=AREA) for number in range(1, 5)], city)


def test_a_statement_that_only_repeats_the_report_or_an_earlier_one_is_refused(city: City) -> None:
    act = Act(city, actor(ticket().holder_id))
    with refused("only_pasted"):
        resolve.resolve(ticket().id, ticket().text, act)
    resolve.resolve(ticket().id, "Sudah kami tambal pagi ini.", act)
    resolve.refuse_validation(ticket().id, "Belum rata.", Act(city, validator(city)))
    with refused("only_pasted"):
        resolve.resolve(ticket().id, "Sudah kami tambal pagi ini!", act)
    resolve.resolve(ticket().id, "Kini aspalnya sudah kami ratakan.", act)


def test_the_words_of_the_report_are_those_that_came_in(session: Session) -> None:
    masked, original = told_before(session, ticket().id)
    assert "[telepon]" in masked and "0812-3456-7890" in original


def test_a_resolution_is_held_against_every_other_answer(session: Session) -> None:
    for number in "1234":
        its = ticket(number)
        seq = log_of(session, its.id)[-1][0]
        session.add(AnswerWords(seq=seq, ticket_id=its.id, agency_id=its.agency_id, words=5, done=number == "1"))
    session.commit()
    told = [events_of(session, ticket(number).id, Visibility.FULL)[-1].same_words for number in "12"]
    assert told == [3, 0]
