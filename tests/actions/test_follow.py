"""Followers are kept as long as they want to be, and no longer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal import clock
from portal.actions import follow
from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.domain.following import BOUNCED_KEPT, CONFIRM_WITHIN
from portal.models import Follower, Letter
from tests.support.complaints import complaint
from tests.support.followers import ADDRESS, KEY, ask, confirm_all


@pytest.fixture(autouse=True)
def one_ticket(session: Session, city: City) -> None:
    record_many([complaint(1)], city)


def later(monkeypatch: pytest.MonkeyPatch, span: timedelta) -> None:
    now = clock.now() + span
    monkeypatch.setattr(clock, "now", lambda: now)


def kept(session: Session) -> list[str]:
    session.rollback()
    return [follower.lens for follower in session.query(Follower).order_by(Follower.id)]


def test_who_does_not_confirm_is_forgotten_and_who_does_is_kept(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(app, lens="q=satu")
    confirm_all()
    ask(app, lens="q=dua")
    follow.sweep_followers()
    assert kept(session) == ["q=satu", "q=dua"]
    later(monkeypatch, CONFIRM_WITHIN + timedelta(minutes=1))
    follow.sweep_followers()
    assert kept(session) == ["q=satu"]
    assert session.query(Letter).count() == 1


def test_a_dead_address_is_forgotten_and_may_ask_anew(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(app, lens="q=satu")
    confirm_all()
    session.query(Follower).update({"bounced_at": clock.now()})
    session.commit()
    ask(app, lens="q=satu")
    assert session.query(Follower.confirmed_at, Follower.bounced_at).all() == [(None, None)]
    session.query(Follower).update({"bounced_at": clock.now(), "confirmed_at": clock.now()})
    session.commit()
    later(monkeypatch, BOUNCED_KEPT + timedelta(minutes=1))
    follow.sweep_followers()
    assert kept(session) == []


def test_asking_again_within_an_hour_writes_no_second_letter_and_after_it_the_old_link_is_dead(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(app)
    first = session.query(Follower.salt).scalar()
    ask(app)
    assert session.query(Letter).count() == 1 and session.query(Follower.salt).scalar() == first
    later(monkeypatch, timedelta(hours=1, minutes=1))
    ask(app)
    assert not follow.confirm(follow.confirm_token(first, KEY))
    assert follow.confirm(follow.confirm_token(session.query(Follower.salt).scalar(), KEY))


def test_what_is_stored_tells_no_address_and_no_link_to_who_has_no_key(app: Flask, session: Session) -> None:
    ask(app)
    row = session.query(Follower).one()
    assert ADDRESS.encode() not in row.address
    assert follow.hash_of(ADDRESS.upper(), KEY) == row.address_hash != follow.hash_of(ADDRESS, "o" * 40)
    assert follow.confirm_token(row.salt, "o" * 40) != follow.confirm_token(row.salt, KEY)
    assert follow.end_token(row.salt, KEY) != follow.confirm_token(row.salt, KEY)


def test_a_link_to_all_is_nobody_elses(app: Flask) -> None:
    hashed = follow.hash_of(ADDRESS, KEY)
    token = follow.all_token(hashed, KEY)
    assert follow.opened(token, KEY) == hashed
    assert follow.opened(token, "o" * 40) is follow.opened(token[:-2] + "00", KEY) is follow.opened("x", KEY) is None
