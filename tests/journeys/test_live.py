"""An open ticket page brings news by itself, says so once, keeps what was opened, and rests while nobody looks."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page, Request, expect

from portal.actions.apply_events import Act
from portal.actions.respond import respond
from portal.domain.city import City
from portal.domain.permission import Actor, Role
from portal.extensions import db
from portal.models import Officer, Ticket
from tests.journeys.conftest import CODE
from tests.support.browser import Opener

pytestmark = pytest.mark.only_on("sqlite")
HIDDEN = "Object.defineProperty(document, 'hidden', {value: %s, configurable: true});" + (
    "document.dispatchEvent(new Event('visibilitychange'))"
)


def answer(app: Flask, city: City, text: str) -> None:
    with app.app_context():
        ticket = db.session().query(Ticket).filter_by(code=CODE).one()
        officer = db.session().query(Officer).one()
        respond(ticket.id, text, Act(city, Actor(officer.id, officer.agency_id, Role.OFFICER), ticket.last_seq))


def asked(page: Page) -> list[str]:
    """The addresses that the page fetches from now on."""
    found: list[str] = []

    def note(request: Request) -> None:
        if request.resource_type == "fetch" and "/near" not in request.url:
            found.append(request.url)

    page.on("request", note)
    return found


def test_news_come_to_an_open_page_and_leave_it_where_it_was(open_page: Opener, app: Flask, city: City) -> None:
    page = open_page(f"/tickets/{CODE}", phone=True)
    page.clock.install()
    page.reload()
    fetched = asked(page)
    page.locator("h2", has_text="Perjalanan laporan").scroll_into_view_if_needed()
    answer(app, city, "Lubang sudah kami pasangi kerucut.")
    page.clock.fast_forward(31_000)
    news = page.locator(".news-line[role=status]")
    expect(news).to_have_text("1 kabar baru")
    expect(page.locator(".event.fresh")).to_contain_text("pasangi kerucut")
    expect(page.locator("main > .lead")).to_have_count(1)
    assert [url.rpartition("/")[2] for url in fetched] == ["newest", CODE]
    page.evaluate(HIDDEN % "true")
    answer(app, city, "Ditambal besok pagi.")
    page.clock.fast_forward(3_600_000)
    assert len(fetched) == 2
    page.evaluate(HIDDEN % "false")
    page.clock.fast_forward(1_000)
    expect(news).to_have_text("2 kabar baru")
    news.get_by_role("link").click()
    expect(news).to_be_empty()
    expect(page.locator(".event.fresh").first).to_be_in_viewport()


def test_without_a_script_the_page_is_whole_and_says_nothing_of_news(open_page: Opener) -> None:
    page = open_page(f"/tickets/{CODE}", phone=True, javascript=False)
    expect(page.locator(".timeline .event").first).to_be_visible()
    expect(page.locator(".news-line")).to_be_empty()
