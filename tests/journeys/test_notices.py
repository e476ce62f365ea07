"""A citizen says that a photo shows a face, an officer blurs it, and everybody sees the blurred one and who did it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from portal import create_core
from portal.actions import attach, officers
from portal.actions.apply_events import Act, FilledForm
from portal.actions.attach import HalfForm, Upload
from portal.actions.respond import respond
from portal.config import Settings
from portal.context import portal_of
from portal.domain.permission import Actor, Role
from portal.extensions import db
from portal.models import Officer, Ticket
from portal.models.draft import ANSWER
from tests.journeys.conftest import CODE, EMAIL, PASSWORD
from tests.support.browser import Opener
from tests.support.photos import photo

pytestmark = pytest.mark.only_on("sqlite")
CHECKER = "periksa@example.org"


def published(settings: Settings) -> str:
    """The key of a photo that an officer has published, and an officer of another agency who may decide about it."""
    app = create_core(settings)
    with app.app_context():
        city = portal_of(app).city
        officers.add(CHECKER, "Budi", city.validator or "", Role.VALIDATOR, PASSWORD)
        me = db.session.execute(select(Officer).where(Officer.email == EMAIL)).scalar_one()
        ticket = db.session.execute(select(Ticket).where(Ticket.code == CODE)).scalar_one()
        actor, half = Actor(me.id, me.agency_id, Role.OFFICER), HalfForm(ticket.id, me.id, ANSWER)
        key = attach.add(half, Upload(photo(), alt="Petugas di tempat"), city, portal_of(app).media).key
        act = Act(city, actor, ticket.last_seq, FilledForm("k" * 22, ANSWER))
        respond(half.ticket, "Kami sedang di tempat.", replace(act))
        return key


def sign_in(page: Page) -> None:
    page.get_by_label("Alamat email").fill(CHECKER)
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()


def test_a_photo_is_reported_blurred_and_seen_so_and_its_old_address_is_gone(
    open_page: Opener, settings: Settings
) -> None:
    key = published(settings)
    citizen = open_page(f"/tickets/{CODE}", phone=True)
    address = citizen.locator("figure.photo img").first.get_attribute("src")
    assert address and key in address and citizen.request.get(address).status == 200
    citizen.get_by_role("link", name="Laporkan foto").first.click()
    citizen.get_by_label("Wajah atau pelat nomor").check()
    citizen.wait_for_timeout(2_100)  # nobody fills in a form faster
    citizen.get_by_role("button", name="Kirim").click()
    expect(citizen.locator("h1")).to_contain_text("sudah kami terima")
    assert citizen.evaluate("document.documentElement.scrollWidth") == 360

    officer = open_page("/desk/notices")
    sign_in(officer)
    officer.get_by_role("link", name="Pemberitahuan (1)").click()
    officer.locator(".rows a").first.click()
    officer.get_by_role("link", name="Kaburkan bagian foto").click()
    picture = officer.locator("[data-blur]").bounding_box()
    assert picture
    officer.wait_for_load_state()
    left, top = picture["x"] + picture["width"] / 10, picture["y"] + picture["height"] / 10
    officer.mouse.move(left, top)
    officer.mouse.down()
    officer.mouse.move(left + picture["width"] / 4, top + picture["height"] / 4, steps=4)
    officer.mouse.up()
    expect(officer.locator("[name=width]").first).to_have_value("25")
    officer.get_by_role("button", name="Tambah kotak").click()
    officer.keyboard.press("ArrowRight")
    officer.keyboard.press("Shift+ArrowDown")
    second = officer.locator(".blur-rows fieldset").nth(1)
    expect(second.locator("[name=left]")).to_have_value("41")
    expect(second.locator("[name=height]")).to_have_value("21")
    officer.keyboard.press("Delete")
    expect(officer.locator(".part")).to_have_count(1)
    officer.get_by_role("button", name="Lihat dulu hasilnya").click()
    expect(officer.locator(".blur-picture img")).to_have_attribute("src", re.compile("^data:image/webp"))
    expect(officer.locator(".part")).to_have_count(1)
    officer.get_by_role("button", name="Kaburkan dan terbitkan").click()
    expect(officer.locator(".notice.good")).to_contain_text("sudah dikaburkan")
    expect(officer.get_by_role("link", name="Pemberitahuan", exact=True)).to_be_visible()

    seen = open_page(f"/tickets/{CODE}", phone=True)
    expect(seen.locator("figure.photo figcaption").first).to_contain_text("Sebagian dikaburkan pada")
    expect(seen.locator(".timeline")).to_contain_text("Bagian foto dikaburkan")
    now = seen.locator("figure.photo img").first.get_attribute("src")
    assert now and key not in now and seen.request.get(now).status == 200
    assert seen.request.get(address).status == 404
