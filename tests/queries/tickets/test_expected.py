"""An open report is told what others of its category took; the page changes when that does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.expectation import Expectation
from portal.domain.source_clock import SourceClocks
from portal.projections.scorecards import recompute
from portal.queries.tickets.expected import expected
from portal.queries.tickets.version import version
from tests.support.complaints import MORNING, complaint, step
from tests.support.installed import install
from tests.support.pages import Pages

DAY = 86_400
NOW = MORNING + timedelta(days=20)
OPEN, DONE, STUB = "JK2303110001", "JK2303060002", "JK2303110003"


@pytest.fixture
def told(session: Session, city: City, monkeypatch: pytest.MonkeyPatch) -> Session:
    """Forty reports about roads that took three days, forty that took twelve; three open ones, one of them private."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    install(city)
    took = [(n, 3) for n in range(1, 41)] + [(n, 12) for n in range(41, 81)]
    records = [complaint(n, step(Kind.RESOLVED, n + 24 * days, text="Selesai.")) for n, days in took]
    records += [complaint(264 - 24 * 6 + n, private=n == 3) for n in (1, 2, 3)]
    record_many(records, city)
    recompute(session, city, NOW)
    return session


def of(session: Session, code: str, at: timedelta = timedelta()) -> Expectation | None:
    known = version(session, code)
    assert known is not None, code
    return expected(session, known, SourceClocks(NOW + at))


def test_it_is_what_those_took_that_had_waited_for_as_long(told: Session) -> None:
    found = of(told, OPEN)
    assert found is not None and (found.waited, found.more.n, found.more.value) == (7 * DAY, 43, 5 * DAY)
    earlier = of(told, OPEN, timedelta(days=-10))
    assert earlier is not None and (earlier.waited, earlier.more.n) == (3 * DAY, 83)
    assert of(told, STUB) == found, "its category and dates are public"
    assert of(told, DONE) is None


def test_the_page_says_it_and_changes_with_it(told: Session, city: City, pages: Pages) -> None:
    page = pages.get(f"/tickets/{OPEN}")
    said = "Dari 43 laporan Jalan yang belum selesai setelah 7 hari, separuh selesai dalam 5 hari berikutnya"
    assert said in page.words("section.next")
    english = "were not resolved after 7 days, half were resolved within 5 days more"
    assert english in pages.get(f"/en/tickets/{OPEN}").words("section.next")
    assert "berikutnya" not in pages.get(f"/tickets/{DONE}").words("main")
    record_many([complaint(n, step(Kind.RESOLVED, n + 24 * 15, text="Selesai.")) for n in range(301, 341)], city)
    recompute(told, city, NOW + timedelta(days=30))
    assert said not in pages.get(f"/tickets/{OPEN}").text
