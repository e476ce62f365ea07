"""Answers in the same words are counted as they come, also when one is taken back, and all anew when asked."""

from __future__ import annotations

import numpy as np
import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.actions import resolve, withdrawals
from portal.actions.apply_events import Act
from portal.actions.intake.record import record_many
from portal.actions.withdrawals import Wish
from portal.domain.city import City
from portal.domain.permission import Role
from portal.domain.visibility import Visibility
from portal.domain.withdrawal import WithdrawalReason
from portal.models import AnswerWords, Checkpoint, Event, Ticket
from portal.projections import answers
from portal.projections.checkpoints import newest
from portal.queries.scorecards.answers import read_answers
from portal.queries.tickets.events import events_of
from tests.support.complaints import complaint
from tests.support.installed import install
from tests.support.one_ticket import AREA, actor, ticket, validator
from tests.support.pages import Pages

SAME = "Lubang di Jalan Ampera No. {} sudah kami tambal pagi ini."


@pytest.fixture(autouse=True)
def five(session: Session, city: City) -> None:
    install(city)
    record_many([complaint(number, area=AREA) for number in range(1, 6)], city)


def resolved(city: City, source_id: str, text: str) -> int:
    found = ticket(source_id)
    return resolve.resolve(found.id, text, Act(city, actor(found.holder_id)))


def others(session: Session, source_id: str) -> list[int]:
    answers.feed(session, newest(session))
    events = events_of(session, ticket(source_id).id, Visibility.FULL)
    return [event.same_words for event in events if event.same_words]


def test_the_same_words_elsewhere_are_counted(session: Session, city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "AT_ONCE", 2)
    resolved(city, "1", SAME.format(1))
    assert others(session, "1") == []
    for number in (2, 3):
        resolved(city, str(number), SAME.format(number))
    resolved(city, "4", "Pipa yang bocor sudah kami ganti.")
    assert (others(session, "1"), others(session, "4")) == ([2], [])
    gone = session.execute(select(Event.seq).where(Event.ticket_id == ticket("1").id, Event.kind == "completed"))
    asks = Act(city, actor(ticket("1").agency_id, Role.SUPERVISOR))
    wish = withdrawals.ask(
        ticket("1").id, Wish(seq=gone.scalar_one()), WithdrawalReason.ERROR, "Menyebut nama orang.", asks
    )
    withdrawals.agree(wish, "Benar adanya.", Act(city, validator(city)))
    assert (others(session, "1"), others(session, "2")) == ([], [1]), "what was taken back counts no more"
    session.execute(update(AnswerWords).values(words=7))
    session.execute(update(Checkpoint).where(Checkpoint.name == answers.NAME).values(seq=0))
    session.commit()
    assert (others(session, "2"), others(session, "4")) == ([1], []), "made anew"


@pytest.mark.only_on("sqlite")
def test_the_page_says_so_and_leads_to_the_others(session: Session, city: City, pages: Pages) -> None:
    resolved(city, "1", SAME.format(1))
    answers.feed(session, newest(session))
    address = f"/tickets/{ticket().code}"
    assert not pages.get(address).all(".same-words")
    resolved(city, "2", SAME.format(2))
    answers.feed(session, newest(session))
    told = pages.get(address)
    assert told.words(".same-words") == "Kata-kata ini juga ada pada 1 jawaban lain instansi ini. Lihat laporannya"
    assert "jawaban%3A%22sudah+kami+tambal+pagi+ini%22" in told.link("Lihat laporannya")


def test_scorecards_read_the_same_answers_however_far_the_projection_is(session: Session, city: City) -> None:
    tickets = np.array(sorted(session.scalars(select(Ticket.id))), dtype=np.int64)

    def read() -> list[tuple[int, ...]]:
        session.rollback()
        return sorted(zip(*(column.tolist() for column in read_answers(session, tickets)), strict=True))

    resolved(city, "1", SAME.format(1))
    resolved(city, "2", SAME.format(2))
    answers.feed(session, newest(session))
    assert len(read()) == 2
    resolved(city, "3", SAME.format(3))
    gone = select(Event.seq).where(Event.ticket_id == ticket("1").id, Event.kind == "completed")
    asks = Act(city, actor(ticket("1").agency_id, Role.SUPERVISOR))
    wish = Wish(seq=session.execute(gone).scalar_one())
    asked = withdrawals.ask(ticket("1").id, wish, WithdrawalReason.ERROR, "Menyebut nama orang.", asks)
    withdrawals.agree(asked, "Benar adanya.", Act(city, validator(city)))
    behind = read()
    assert len(behind) == 2 and len({words for *_, words in behind}) == 1, "two in the same words are left"
    answers.feed(session, newest(session))
    assert read() == behind
    session.execute(update(Checkpoint).where(Checkpoint.name == answers.NAME).values(seq=0))
    session.execute(update(AnswerWords).values(words=7))
    session.commit()
    assert read() == behind, "of a rebuild that is due nothing kept counts"
