"""A live feed that has been silent for longer than it should: every public page says so, and since when."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.sources import hear
from portal.context import portal_of
from portal.domain.source_clock import SpokenSource
from portal.projections.scorecards import recompute
from tests.support.complaints import MORNING
from tests.support.lens import filled
from tests.support.pages import Pages

SPOKEN = MORNING + timedelta(days=4)
PAGES = ("/", "/tickets", "/map", "/agencies", "/agencies/kelurahan-ragunan", "/tickets/JK2303060001", "/methodology")


@pytest.fixture
def feed(app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tickets' source is a feed that should speak every day."""
    monkeypatch.setattr(clock, "now", lambda: SPOKEN)
    filled(app, session)
    hear(SpokenSource(name="test", as_of=SPOKEN, every=timedelta(days=1)))
    recompute(session, portal_of(app).city, SPOKEN)


def notices(app: Flask, address: str) -> list[str]:
    return [notice.get_text(" ", strip=True) for notice in Pages(app.test_client()).get(address).all(".silence")]


@pytest.mark.usefixtures("feed")
def test_every_page_says_so_from_the_moment_on_at_which_it_should_have_spoken(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [notices(app, address) for address in PAGES] == [[]] * len(PAGES)
    monkeypatch.setattr(clock, "now", lambda: SPOKEN + timedelta(hours=25))
    for address in PAGES:
        (said,) = notices(app, address)
        assert "diam sejak Jumat 10 Mar 2023, 08.30" in said and "tiap 1 hari" in said, address


@pytest.mark.usefixtures("feed")
def test_a_page_that_a_visitor_has_is_no_longer_the_same_when_its_source_falls_silent(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = app.test_client()
    had = {address: client.get(address).headers["ETag"] for address in PAGES}
    monkeypatch.setattr(clock, "now", lambda: SPOKEN + timedelta(hours=25))
    for address in PAGES:
        assert client.get(address, headers={"If-None-Match": had[address]}).status_code == 200, address


def test_an_export_is_expected_to_say_no_more(app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(app, session)
    hear(SpokenSource(name="test", as_of=SPOKEN))
    monkeypatch.setattr(clock, "now", lambda: SPOKEN + timedelta(days=3000))
    assert notices(app, "/tickets") == []
