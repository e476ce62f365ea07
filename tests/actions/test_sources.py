"""A source has spoken: what is kept of it, and that pages and figures of before are of another version."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.intake.record import record
from portal.actions.sources import hear
from portal.domain.city import City
from portal.domain.source_clock import SpokenSource
from portal.models import HeardWord, SourceState
from portal.projections.checkpoints import rebuild_asked
from portal.projections.scorecards import NAME, recompute
from portal.queries.city.version import city_version
from tests.support.complaints import MORNING, complaint

NOW = MORNING + timedelta(days=40)
EXPORT = SpokenSource(name="ekspor", as_of=MORNING)


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def kept(session: Session) -> SourceState:
    session.rollback()
    return session.get_one(SourceState, "ekspor", populate_existing=True)


def test_a_source_is_kept_with_its_last_word(session: Session) -> None:
    hear(SpokenSource(name="ekspor", as_of=MORNING, every=timedelta(hours=36), tells_outcomes=False))
    row = kept(session)
    assert (row.as_of, row.stale_after, row.tells_outcomes) == (MORNING, 36, False)


def test_a_word_is_never_taken_back_and_never_ahead_of_now(session: Session) -> None:
    for at, expected in ((MORNING, MORNING), (MORNING - timedelta(days=3), MORNING), (NOW + timedelta(hours=8), NOW)):
        hear(SpokenSource(name="ekspor", as_of=at))
        assert kept(session).as_of == expected


def test_a_new_word_changes_the_version_of_every_page_and_asks_for_new_figures(session: Session, city: City) -> None:
    record(complaint(1, source="ekspor"), city)
    recompute(session, city, NOW)
    before = city_version(session)
    hear(EXPORT)
    assert city_version(session) != before
    assert rebuild_asked(session, NAME)


def test_the_same_word_again_changes_nothing(session: Session, city: City) -> None:
    record(complaint(1, source="ekspor"), city)
    hear(EXPORT)
    recompute(session, city, NOW)
    before = city_version(session)
    hear(EXPORT)
    assert city_version(session) == before
    assert not rebuild_asked(session, NAME)


def test_every_word_is_kept_with_the_event_from_which_on_it_is_known(session: Session, city: City) -> None:
    hear(EXPORT)
    record(complaint(1, source="ekspor"), city)
    hear(SpokenSource(name="ekspor", as_of=MORNING - timedelta(days=1)))
    hear(SpokenSource(name="ekspor", as_of=NOW))
    heard = session.execute(select(HeardWord.seq, HeardWord.as_of).order_by(HeardWord.seq)).all()
    assert heard == [(1, MORNING), (2, NOW)]
