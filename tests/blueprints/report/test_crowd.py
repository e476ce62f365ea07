"""In a rush a report is worth a sum or a wait: nothing typed is lost, and neither can be shared or skipped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal import clock
from portal.context import portal_of
from portal.models import Ticket
from portal.web import rush
from tests.support import reports
from tests.support.examine import value
from tests.support.pages import Page, Pages
from tests.support.proof import solve
from tests.support.streets import NOW

CALM = 2
WAIT = timedelta(seconds=30)


@pytest.fixture(autouse=True)
def crowded(app: Flask) -> Iterator[None]:
    """A city in which two reports a minute are calm, and visitors are counted."""
    portal = portal_of(app)
    before = portal.settings, portal.city
    portal.settings = replace(portal.settings, rate_limit=1000, web_workers=1)
    portal.city = replace(portal.city, calm_reports=CALM, rush_wait=WAIT)
    yield
    portal.settings, portal.city = before


def sent(session: Session) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(Ticket).where(Ticket.source == "form")) or 0


def held(pages: Pages, category: str = "") -> Page:
    """A report that is looked at in a calm minute and sent in a rush."""
    looked_at = reports.check(pages)
    for _ in range(CALM):
        reports.send(pages)
    return pages.submit(looked_at, status=429, category=category)


def answer(page: Page) -> str:
    box = page.one(".rush")
    return solve(value(box, "data-challenge"), int(value(box, "data-bits")), int(value(box, "data-puzzles")))


def test_a_report_in_a_rush_is_taken_for_a_sum_and_keeps_all_that_was_typed(pages: Pages, session: Session) -> None:
    page = held(pages)
    assert page.words(".rush h2").startswith("Belum terkirim") and "Tunggu 30 detik" in page.words(".rush")
    assert (
        value(page.one("[name=text]"), "value") == reports.TEXT and 0 < int(page.response.headers["Retry-After"]) <= 30
    )
    before = sent(session)
    for wrong in ("", "1.2.3", answer(page)[:-1] + "x"):
        page = pages.submit(page, status=429, proof=wrong)
    end = pages.submit(page, proof=answer(page))
    assert end.h1 == "Laporan Anda kami terima" and sent(session) == before + 1
    again = pages.submit(page, proof="")  # sent twice
    assert reports.code_of(again) == reports.code_of(end) and sent(session) == before + 1


def test_who_runs_no_script_waits_once_and_the_wait_of_another_is_no_use(
    pages: Pages, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = held(pages)
    other = reports.check(pages)
    assert other.words(".rush h2") == "Sedang banyak sekali laporan masuk"  # it is said before the button is pressed
    start = clock.now()
    monkeypatch.setattr(clock, "now", lambda: start + timedelta(seconds=20))
    page = pages.submit(page, status=429)
    assert "Tunggu 10 detik" in page.words(".rush")
    monkeypatch.setattr(clock, "now", lambda: start + timedelta(seconds=31))
    pages.submit(other, status=429, challenge=value(page.one("[name=challenge]"), "value"))
    assert pages.submit(page).h1 == "Laporan Anda kami terima"


def test_those_who_only_wait_are_no_more_than_are_calm(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    held(pages)
    waiting = [reports.check(pages) for _ in range(CALM + 1)]
    start = clock.now()
    monkeypatch.setattr(clock, "now", lambda: start + timedelta(seconds=31))
    for page, status in zip(waiting, [200] * CALM + [429], strict=True):
        pages.submit(page, status=status)


def test_a_network_that_sends_much_is_asked_alone(pages: Pages, app: Flask) -> None:
    portal = portal_of(app)
    portal.city = replace(portal.city, calm_reports=100, calm_reports_of_one=CALM)
    assert "Belum terkirim" in held(pages).words(".rush")
    pages.client.environ_base["REMOTE_ADDR"] = "203.0.113.9"
    assert not reports.check(pages).all(".rush")


def test_what_a_process_takes_in_a_minute_ends_whatever_the_effort(
    pages: Pages, monkeypatch: pytest.MonkeyPatch, session: Session
) -> None:
    monkeypatch.setattr(rush, "REPORTS_A_MINUTE", CALM)
    page = held(pages)
    done = answer(page)
    page = pages.submit(page, status=429, proof=done)
    assert value(page.one("[name=proof]"), "value") == done and "Tunggu 60 detik" in page.words(".rush")
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(hours=1, minutes=1))
    assert pages.submit(page).h1 == "Laporan Anda kami terima"
