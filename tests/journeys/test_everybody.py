"""Nobody is kept out: the main pages and the desk on a wide light screen, a narrow dark one, and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from playwright.sync_api import expect

from portal.context import portal_of
from portal.extensions import db
from portal.models import Ticket
from tests.journeys.conftest import CODE
from tests.journeys.test_main_job import sign_in
from tests.support.browser import Opener
from tests.support.everybody import barriers
from tests.support.live import Live, in_thread

pytestmark = pytest.mark.only_on("sqlite")
PAGES = (
    *("/", "/tickets?q=lampu+jalan&status=open", "/map?category=jalan", "/agencies/sudin-bina-marga", "/areas"),
    *(
        "/areas/31.74.01",
        "/compare",
        "/implementation/waits",
        "/tickets/figures?category=jalan",
        "/en/accessibility",
        "/guide",
        "/patterns",
    ),
)
DESK = ("/desk/", f"/desk/tickets/{CODE}", f"/desk/tickets/{CODE}/transfer", "/desk/account")


class TestPublicPages:
    @pytest.fixture
    def live(self, demonstration: Flask) -> Iterator[Live]:
        with in_thread(demonstration) as running:
            yield running

    @pytest.mark.timeout(300)
    def test_the_main_pages_keep_nobody_out(
        self, demonstration: Flask, open_page: Opener, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        portal = portal_of(demonstration)
        monkeypatch.setattr(portal, "settings", replace(portal.settings, patterns=True))  # all charts, on one page
        with demonstration.app_context():
            known = db.session().query(Ticket.code).order_by(Ticket.id)
            some = [known.filter_by(visibility=kind, status="proses").limit(1).scalar() for kind in ("full", "stub")]
        page = open_page("/tickets")
        page.keyboard.press("Tab")
        expect(page.locator("a.skip")).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url("**#isi")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
        found = barriers(page)
        page.goto("/methodology#rentang")
        expect(page.locator("#rentang")).to_be_visible()
        page.emulate_media(media="print")
        expect(page.locator("#median")).to_be_visible()
        page.emulate_media(media="screen")
        for path in (*PAGES, *(f"/tickets/{code}" for code in some)):
            page.goto(path)
            page.evaluate("document.querySelectorAll('details.fold').forEach((fold) => { fold.open = true; })")
            found += barriers(page)
        assert found == []


def test_the_desk_keeps_nobody_out(open_page: Opener) -> None:
    page = open_page("/desk/")
    found = barriers(page)
    sign_in(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kelurahan Ragunan")
    for path in DESK:
        page.goto(path)
        found += barriers(page)
    page.goto(DESK[1])
    page.evaluate("document.querySelector('form.work').noValidate = true")
    page.get_by_role("button", name="Terbitkan").click()  # nothing was typed: the page says so at the field
    expect(page.locator("[aria-invalid=true]")).to_have_count(1)
    assert page.title().startswith("Belum terbit")
    assert barriers(page) == [] and found == []
