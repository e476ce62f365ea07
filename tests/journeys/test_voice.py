"""A reporter contests with a photo and the figures move; a neighbour is counted; a follower is told by mail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from portal import clock
from portal.actions.apply_events import Act, apply_events
from portal.config import Settings
from portal.domain.city import City
from portal.domain.event import EventDraft, Kind
from portal.extensions import db
from portal.models import Agency, Ticket
from portal.projections.scorecards import recompute
from tests.journeys.conftest import CODE
from tests.journeys.test_follow import path_in
from tests.journeys.test_live import answer
from tests.journeys.test_report import HOLD, sent, write
from tests.support.browser import Opener
from tests.support.everybody import barriers
from tests.support.live import Live
from tests.support.mail_server import MailServer, mail_server
from tests.support.photos import photo
from tests.support.processes import wait_for

pytestmark = pytest.mark.only_on("sqlite")


def done(app: Flask, city: City, code: str) -> str:
    """The agency says that it is done; its slug."""
    with app.app_context():
        ticket = db.session().query(Ticket).filter_by(code=code).one()
        agency = db.session().get_one(Agency, ticket.agency_id)

        def resolved(_state: object, now: datetime) -> list[EventDraft]:
            return [EventDraft(kind=Kind.RESOLVED, at=now, agency=agency.id, text="Sudah kami pasang.")]

        apply_events(ticket.id, resolved, Act(city))
        return agency.slug


def figures(app: Flask, city: City, page: Page, agency: str) -> tuple[int, int, int, int]:
    """Of how many ends: disputed, asked about, answered; and how many there were."""
    with app.app_context():
        recompute(db.session(), city, clock.now())
    of: dict[str, Any] = page.request.get(f"/agencies/{agency}.json?period=all").json()["figures"]
    counts = [round((of[name]["value"] or 0) * of[name]["n"]) for name in ("disputed", "asked", "answered")]
    return counts[0], counts[1], counts[2], of["disputed"]["n"]


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_contesting_with_a_photo_reopens_and_moves_the_scorecard(
    open_page: Opener, app: Flask, city: City, javascript: bool
) -> None:
    page = open_page("/report", phone=True, javascript=javascript)
    write(page, "Ya. Nomor")
    page.get_by_role("button", name="Kirim laporan").click()
    code, address = sent(page)
    agency = done(app, city, code)
    disputed, asked, answered, ends = figures(app, city, page, agency)
    assert (disputed, asked, answered) == (0, 1, 0)
    link = urlsplit(address)
    page.goto(f"{link.path}?{link.query}")
    expect(page.get_by_role("heading", name="Apakah sudah beres?")).to_be_visible()
    assert not javascript or barriers(page) == []
    form = page.locator("form.undone")
    form.get_by_label("Apa yang belum beres?").fill("Penutupnya miring, roda masih bisa masuk.")
    file = {"name": "IMG_2.jpg", "mimeType": "image/jpeg", "buffer": photo(seed=7)}
    form.get_by_label("Foto").set_input_files(file)  # type: ignore[arg-type]
    page.wait_for_timeout(HOLD)
    form.get_by_role("button", name="Belum, buka lagi").click()
    expect(page.get_by_role("status").first).to_contain_text("Laporan Anda dibuka lagi")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    public = open_page(f"/tickets/{code}", javascript=javascript)
    event = public.locator("li.event", has_text="roda masih bisa masuk")
    expect(event.locator("img[src*='/media/']")).to_have_count(1)
    assert figures(app, city, page, agency) == (1, 1, 1, ends)
    public.goto(f"/agencies/{agency}?period=all")
    row = public.locator("tr", has_text="Yang ditanya dan menjawab")
    expect(row).to_contain_text("dari 1 · terlalu sedikit", use_inner_text=False)


def test_a_neighbour_says_that_they_see_it_too_and_is_counted_once(open_page: Opener) -> None:
    for known in (False, True):
        page = open_page(f"/tickets/{CODE}", phone=True, javascript=False)
        page.get_by_role("link", name="Saya juga melihat ini").click()
        page.wait_for_timeout(HOLD)
        assert barriers(open_page(page.url)) == []
        page.get_by_role("button", name="Saya juga melihat ini").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "Anda sudah dihitung sebelumnya" if known else "Terima kasih, Anda sudah dihitung"
        )
    page.goto(f"/tickets/{CODE}/seen")
    expect(page.locator("main")).to_contain_text("1 orang")


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


@pytest.fixture
def settings(settings: Settings, server: MailServer) -> Settings:
    address = {"public_url": "http://pantau.example", "mail_from": "portal@kota.example"}
    return replace(settings, smtp_url=server.url, mail_bounces="bounces@kota.example", **address)  # type: ignore[arg-type]


def test_a_follower_confirms_is_told_and_ends_it_with_one_click(
    open_page: Opener, live: Live, app: Flask, city: City, server: MailServer
) -> None:
    page = open_page(f"/follow?ticket={CODE}", phone=True, javascript=False)
    page.get_by_label("Alamat email Anda").fill("warga@contoh.example")
    page.wait_for_timeout(HOLD)
    page.get_by_role("button", name="Kirim surat konfirmasi").click()
    wait_for(lambda: len(server.mails) == 1)
    page.goto(path_in(server.text(), "confirm"))
    page.get_by_role("button", name="Ya, kirimi saya kabar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Anda mengikuti")
    answer(app, city, "Lubang sudah kami pasangi kerucut.")
    wait_for(lambda: len(server.mails) == 2)
    assert "pasangi kerucut" in server.text() and server.senders[-1].startswith("bounces+1-")
    one_click = urlsplit(str(server.mails[1]["List-Unsubscribe"]).strip("<>"))
    told = page.request.post(f"{one_click.path}?{one_click.query}", form={"List-Unsubscribe": "One-Click"})
    assert told.ok and server.mails[1]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    answer(app, city, "Ditambal besok pagi.")
    page.wait_for_timeout(3_000)
    assert len(server.mails) == 2 and set(server.recipients) == {"warga@contoh.example"}
