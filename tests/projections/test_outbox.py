"""A letter is one worker's at a time, and goes to a mail server at most once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal import clock
from portal.actions import follow
from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.domain.following import PAUSE, WAITS, LetterKind
from portal.models import Follower, Letter
from portal.projections import outbox
from tests.support.complaints import complaint
from tests.support.followers import KEY, answered, ask, confirm_all, indexed, written
from tests.support.handed_on import STORY


@pytest.fixture(autouse=True)
def follower(app: Flask, session: Session, city: City) -> None:
    """One who follows the first ticket, on which there was an answer since."""
    record_many([complaint(1, *STORY)], city)
    indexed(app)
    written(app)
    ask(app)
    confirm_all()
    session.query(Letter).delete()
    session.commit()
    answered(app, "Pipanya kami perbaiki.")
    written(app)


def wait(monkeypatch: pytest.MonkeyPatch, span: timedelta) -> None:
    now = clock.now() + span
    monkeypatch.setattr(clock, "now", lambda: now)


def test_a_worker_that_dies_before_the_text_leaves_it_to_the_next_and_after_it_to_nobody(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = outbox.take(session)
    assert taken and taken.kind is LetterKind.NEWS and outbox.take(session) is None
    wait(monkeypatch, outbox.LEASE)
    assert not outbox.hand_over(session, taken)  # too late: another may have it
    again = outbox.take(session)
    assert again and again.told == taken.told
    assert not outbox.hand_over(session, taken)
    assert outbox.hand_over(session, again)
    wait(monkeypatch, timedelta(days=1))
    assert outbox.take(session) is None


def test_what_was_ended_meanwhile_is_not_handed_over(session: Session) -> None:
    taken = outbox.take(session)
    assert taken
    follow.end(follow.end_token(taken.salt, KEY))
    assert not outbox.hand_over(session, taken)


def test_a_letter_that_was_sent_is_noted_and_the_next_waits_a_while(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = outbox.take(session)
    assert taken and outbox.hand_over(session, taken)
    outbox.sent(session, taken)
    assert session.query(Follower.last_seq, Follower.lease).all() == [(taken.told[0].seq, None)]
    answered(app, "Sudah rapi.")
    written(app)
    assert outbox.take(session) is None
    wait(monkeypatch, PAUSE)
    assert outbox.take(session)


def test_a_letter_that_was_put_off_is_due_again_later(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = outbox.take(session)
    assert taken and outbox.hand_over(session, taken)
    outbox.postponed(session, taken)
    assert outbox.take(session) is None
    wait(monkeypatch, WAITS[0])
    again = outbox.take(session)
    assert again and again.told == taken.told
    outbox.dropped(session, again)
    wait(monkeypatch, WAITS[-1])
    assert outbox.take(session) is None and session.query(Letter).count() == 0


def test_who_has_not_confirmed_gets_no_news_whatever_the_table_says(session: Session) -> None:
    taken = outbox.take(session)
    session.query(Follower).update({"confirmed_at": None, "leased_until": None})
    session.commit()
    assert outbox.take(session) is None
    assert taken and not outbox.hand_over(session, taken)
