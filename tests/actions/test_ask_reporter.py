"""An agency asks the reporter of a report of the portal, and its clock stands still until that ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import clock
from portal.actions import assign, reporting, resolve, respond
from portal.actions.apply_events import Act
from portal.actions.ask_reporter import answer_question, ask_reporter, end_questions
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.status import Refused
from portal.models import Custody, Event, Reporter, Ticket
from portal.queries.log.verify_tickets import ticket_differences
from tests.actions.test_reporting import KEEPING, REPORT
from tests.support.installed import install
from tests.support.one_ticket import actor, agency

QUESTION = "Lampu yang mana? Hubungi 0812-3456-7890."
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def installed(session: Session, city: City) -> None:
    install(city)
    reporting.send(REPORT, city, KEEPING)


def the(session: Session) -> Ticket:
    session.rollback()
    return session.scalars(select(Ticket)).one()


def act(session: Session, city: City) -> Act:
    return Act(city, actor(the(session).holder_id))


def told(session: Session) -> Sequence[tuple[str, str]]:
    session.rollback()
    rows = session.execute(select(Event.kind, Event.text).where(Event.kind != "received").order_by(Event.seq))
    return [(row.kind, row.text) for row in rows]


def pass_time(monkeypatch: pytest.MonkeyPatch, span: timedelta) -> datetime:
    later = clock.now() + span
    monkeypatch.setattr(clock, "now", lambda: later)
    return later


def test_the_due_date_moves_while_it_is_open_and_the_answer_takes_back_the_rest(
    session: Session, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    due, ticket = the(session).due_at, the(session).id
    pass_time(monkeypatch, timedelta(hours=5))
    ask_reporter(ticket, QUESTION, act(session, city))
    asked = the(session)
    assert (asked.due_at, asked.questions, asked.first_response_at) == (due + city.question_limit, 1, None)
    assert asked.question_at is not None and asked.question_until == asked.question_at + 3 * DAY
    assert asked.first_action_at == asked.question_at
    with pytest.raises(Refused, match="question_open"):
        ask_reporter(ticket, "Dan sejak kapan?", act(session, city))
    pass_time(monkeypatch, DAY)
    assert end_questions(city) == 0
    respond.respond(ticket, "Kami menunggu Anda.", act(session, city))
    assert the(session).question_at is not None, "words end no question"
    answer_question(ticket, "Yang di depan masjid.", city=city)
    found = the(session)
    assert (found.due_at, found.stood_still, found.question_at, found.question_until) == (due + DAY, 86_400, None, None)
    for words in ("Yang di depan masjid.", "Sebelah kiri, maksud saya.", "Sebelah kiri, maksud saya."):
        answer_question(ticket, words, city=city)  # a second press says nothing twice
    assert told(session) == [
        ("reporter_asked", "Lampu yang mana? Hubungi [telepon]."),
        ("responded", "Kami menunggu Anda."),
        ("reporter_answered", "Yang di depan masjid."),
        ("corrected", "Sebelah kiri, maksud saya."),
    ]
    roles = session.scalars(select(Custody.role).order_by(Custody.from_at, Custody.id))
    assert list(roles) == ["responsible", "waiting", "responsible"]
    assert list(ticket_differences(session, city)) == []


def test_a_question_without_an_answer_ends_when_its_time_is_over_also_where_the_worker_was_away(
    session: Session, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    due, ticket = the(session).due_at, the(session).id
    ask_reporter(ticket, QUESTION, act(session, city))
    until = the(session).question_until
    pass_time(monkeypatch, 5 * DAY)
    assert (end_questions(city), end_questions(city)) == (1, 0)
    ended = session.scalars(select(Event).where(Event.kind == Kind.QUESTION_ENDED.value)).one()
    assert (ended.happened_at, ended.agency_id, the(session).due_at) == (until, None, due + 3 * DAY)
    assert ended.recorded_at == clock.now().replace(microsecond=0)
    ask_reporter(ticket, QUESTION, act(session, city))
    pass_time(monkeypatch, 4 * DAY)
    end_questions(city)
    with pytest.raises(Refused, match="asked_enough"):
        ask_reporter(ticket, QUESTION, act(session, city))
    assert the(session).due_at == due + 6 * DAY and list(ticket_differences(session, city)) == []


def test_a_question_that_is_not_over_when_its_turn_comes_stays_open(
    session: Session, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As one that was asked meanwhile, after an answer to the one that was over."""
    ask_reporter(the(session).id, QUESTION, act(session, city))
    now, looked = clock.now(), iter([clock.now() + 4 * DAY])
    monkeypatch.setattr(clock, "now", lambda: next(looked, now))
    end_questions(city)
    assert the(session).question_at is not None and [kind for kind, _ in told(session)] == ["reporter_asked"]


def test_more_words_after_a_question_are_no_more_than_a_reporter_may_add(session: Session, city: City) -> None:
    ticket = the(session).id
    for number in range(reporting.MOST_ADDED):
        answer_question(ticket, f"Keterangan {number}.", city=city)
    with pytest.raises(Refused, match="added_enough"):
        answer_question(ticket, "Satu lagi.", city=city)


def test_who_goes_on_without_an_answer_sets_the_clock_going(
    session: Session, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    due, ticket = the(session).due_at, the(session).id
    ask_reporter(ticket, QUESTION, act(session, city))
    pass_time(monkeypatch, DAY)
    assign.transfer(ticket, agency("pam-jaya"), "Bukan kewenangan kami.", act(session, city))
    assert [kind for kind, _ in told(session)][-2:] == ["question_ended", "transferred"]
    assert (the(session).due_at, the(session).question_at) == (due + DAY, None)
    ask_reporter(ticket, QUESTION, act(session, city))
    resolve.resolve(ticket, "Lampu sudah menyala lagi malam ini.", act(session, city), KEEPING.secret)
    assert the(session).due_at == due + DAY and list(ticket_differences(session, city)) == []


def test_nobody_is_asked_who_has_no_link_that_works_nor_where_the_city_wants_no_questions(
    session: Session, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = the(session).id
    with pytest.raises(Refused, match="asked_enough"):
        ask_reporter(ticket, QUESTION, replace(act(session, city), city=replace(city, questions=0)))
    with pytest.raises(Refused, match="words_needed"):
        ask_reporter(ticket, "?", act(session, city))
    session.get_one(Reporter, ticket).delete_after = clock.now()
    session.commit()
    with pytest.raises(Refused, match="reporter_unreachable"):
        ask_reporter(ticket, QUESTION, act(session, city))
    with pytest.raises(Refused, match="words_needed"):
        answer_question(ticket, "..", city=city)
