"""Each public event is written down once for each of its followers, with the checkpoint, whoever follows the log."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.intake.record import record_many
from portal.context import portal_of
from portal.domain.city import City
from portal.models import Checkpoint, Letter
from portal.projections import checkpoints, news
from portal.queries.sources import Sources
from tests.support.complaints import complaint
from tests.support.followers import ADDRESS, answered, ask, confirm_all, indexed, written
from tests.support.handed_on import STORY
from tests.support.statements import counted


@pytest.fixture(autouse=True)
def one_ticket(app: Flask, session: Session, city: City) -> None:
    record_many([complaint(1, *STORY)], city)
    indexed(app)


def told(session: Session) -> list[tuple[int, int]]:
    session.rollback()
    of = session.query(Letter.follower_id, Letter.seq).filter_by(kind="news")
    return [(follower, seq) for follower, seq in of.order_by(Letter.follower_id, Letter.seq)]


def follows(app: Flask, address: str = ADDRESS, **how: str) -> None:
    ask(app, address, **how)  # type: ignore[arg-type]
    confirm_all()


def test_what_was_there_before_the_first_run_is_told_to_nobody(app: Flask, session: Session) -> None:
    follows(app)
    written(app)
    assert told(session) == [] and checkpoints.position(session, news.NAME) == checkpoints.newest(session)
    seq = answered(app, "Pipanya kami perbaiki.")
    written(app)
    assert told(session) == [(1, seq)]


def test_a_position_that_was_lost_or_set_back_tells_nothing_twice(app: Flask, session: Session) -> None:
    written(app)
    follows(app)
    seq = answered(app, "Pipanya kami perbaiki.")
    written(app)
    for change in ({"seq": 0}, {"seq": checkpoints.BEGUN}):
        session.query(Checkpoint).filter_by(name=news.NAME).update(change)  # type: ignore[arg-type]
        session.commit()
        written(app)
    assert told(session) == [(1, seq)]


def test_many_events_are_read_in_parts_and_a_flood_is_cut(
    app: Flask, session: Session, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(app)
    follows(app, lens="category=jalan")
    follows(app, "lain@contoh.example")
    record_many([replace(complaint(n), submitted_at=clock.now()) for n in range(10, 40)], city)
    indexed(app)
    monkeypatch.setattr(news, "EVENTS", 10)
    monkeypatch.setattr(news, "EACH", 4)
    written(app)
    assert len(told(session)) == 3 * 4
    assert checkpoints.position(session, news.NAME) == checkpoints.newest(session)


def test_where_nobody_follows_the_log_is_passed_at_once(app: Flask, session: Session, city: City) -> None:
    written(app)
    record_many([complaint(n) for n in range(10, 40)], city)
    portal = portal_of(app)
    sources = Sources(session, portal.engine, portal.city, portal.cache)
    newest = checkpoints.newest(session)
    with counted(session) as statements:
        assert not news.feed(sources, newest)
    assert len(statements) < 10
    assert checkpoints.position(session, news.NAME) == newest


def test_lists_wait_for_the_index_and_tell_then(app: Flask, session: Session, city: City) -> None:
    written(app)
    follows(app, lens="q=lubang")
    record_many([replace(complaint(7), submitted_at=clock.now())], city)
    written(app)
    assert told(session) == []
    indexed(app)
    written(app)
    assert len(told(session)) == 1
