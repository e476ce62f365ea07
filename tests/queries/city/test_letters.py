"""Letters that wait, since when, and those that were given up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import Flask
from sqlalchemy.orm import Session

from portal.actions import follow
from portal.domain.city import City
from portal.domain.following import WAITS, Pace
from portal.models import Letter
from portal.queries.city.letters import letter_counts
from tests.support.installed import install

NOW = datetime(2026, 1, 5, tzinfo=UTC)


def test_a_letter_is_due_since_before_its_first_try_until_it_is_given_up(
    app: Flask, session: Session, city: City
) -> None:
    install(city)
    for number in range(3):
        follow.ask(follow.FollowWish(f"w{number}@contoh.example", None, "", "id", Pace.AT_ONCE), "k" * 32)
    one, other, gone = session.query(Letter).order_by(Letter.id)
    one.due_at, other.due_at, other.tries = NOW - timedelta(hours=1), NOW + timedelta(minutes=25), 3
    gone.handed_at, gone.tries = NOW, len(WAITS) + 1
    session.commit()
    found = letter_counts(session, NOW)
    assert (found.waiting, found.given_up) == (2, 1)
    assert found.oldest == NOW - timedelta(hours=1), "the other was due 11 minutes ago"
    one.due_at = NOW + timedelta(days=1)
    session.commit()
    assert letter_counts(session, NOW).oldest == NOW + timedelta(minutes=25) - sum(WAITS[:3], timedelta())
