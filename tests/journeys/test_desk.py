"""An officer's run in a real browser: nothing that was typed is lost, nothing is published twice, the place is kept."""

from __future__ import annotations

import re
import sqlite3
import time

import pytest
from playwright.sync_api import Page, expect

from portal.config import Settings
from tests.journeys.conftest import CODE, EMAIL, PASSWORD
from tests.support.browser import Opener

pytestmark = pytest.mark.only_on("sqlite")
TICKET = f"/desk/tickets/{CODE}"
OTHER = "/desk/tickets/JK2403060001"


def at_desk(open_page: Opener, path: str, email: str = EMAIL, **more: bool) -> Page:
    page = open_page(path, **more)
    page.get_by_label("Alamat email").fill(email)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    expect(page.locator("h1")).not_to_have_text("Masuk petugas")
    page.wait_for_load_state()
    return page


def press(page: Page, *keys: str) -> None:
    """Press keys once the page hears them: the script that does shows the list of keys first."""
    expect(page.locator("[data-keys]")).to_be_visible()
    for key in keys:
        page.keyboard.press(key)


def at(path: str) -> re.Pattern[str]:
    """The address of a ticket that was come to through the queue."""
    return re.compile(re.escape(f"{path}?tab=all"))


def published(settings: Settings) -> list[str]:
    with sqlite3.connect(settings.database_url.removeprefix("sqlite:///")) as connection:
        return [text for (text,) in connection.execute("SELECT text FROM event WHERE officer_id > 0 ORDER BY seq")]


def until_drafted(settings: Settings, text: str) -> None:
    """Wait for the draft to have come to the server."""
    with sqlite3.connect(settings.database_url.removeprefix("sqlite:///")) as connection:
        for _ in range(300):
            if (text,) in connection.execute("SELECT text FROM draft").fetchall():
                return
            time.sleep(0.1)
    raise AssertionError(text)


def test_two_tickets_are_answered_by_the_keyboard_alone(open_page: Opener, settings: Settings) -> None:
    page = at_desk(open_page, "/desk/?tab=all")
    press(page, "j")
    expect(page.locator("a[data-row]").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(at(TICKET))
    press(page, "r")
    page.keyboard.type("Kami datang besok.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".notice.good")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(at(OTHER))
    press(page, "r")
    page.keyboard.type("Kami datang lusa.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".notice.good")).to_contain_text("Kami datang lusa.")
    press(page, "q")
    expect(page.locator(".done-today")).to_be_visible()
    assert published(settings) == ["Kami datang besok.", "Kami datang lusa."]


def test_a_double_click_and_the_way_back_publish_once(open_page: Opener, settings: Settings) -> None:
    page = at_desk(open_page, TICKET)
    page.get_by_label("Jawaban").fill("Kami datang besok.")
    page.get_by_role("button", name="Terbitkan jawaban").dblclick()
    expect(page.locator(".notice.good")).to_contain_text("Kami datang besok.")
    page.go_back()
    expect(page.get_by_label("Jawaban")).to_have_value("")
    page.wait_for_timeout(2_000)  # longer than a draft waits
    page.goto(TICKET)
    expect(page.get_by_label("Jawaban")).to_have_value("")
    page.get_by_label("Jawaban").fill("Kami datang besok.")
    page.get_by_role("button", name="Terbitkan jawaban").click()
    expect(page.locator(".notice.good")).to_contain_text("Sudah terbit")
    assert published(settings) == ["Kami datang besok."]


@pytest.mark.parametrize("form", ["", "/note"], ids=["answer", "note"])
def test_what_is_half_typed_is_kept_however_the_page_is_left(open_page: Opener, form: str, settings: Settings) -> None:
    page = at_desk(open_page, f"{TICKET}{form}?tab=all")
    text = page.locator("textarea")
    text.fill("Setengah kal")
    text.press("Escape")
    press(page, "j")
    expect(page).to_have_url(at(OTHER))
    press(page, "k")
    expect(page).to_have_url(at(TICKET))
    page.goto(f"{TICKET}{form}")
    expect(text).to_have_value("Setengah kal")  # also while what was sent on leaving is on its way
    until_drafted(settings, "Setengah kal")
    page.evaluate("sessionStorage.clear()")
    page.reload()
    expect(text).to_have_value("Setengah kal")
    text.blur()
    press(page, "r" if not form else "n")
    page.route("**/draft**", lambda route: route.abort())
    page.keyboard.type("imat")
    page.goto("/desk/")
    expect(page.locator("a[data-row]").first).to_be_visible()
    page.unroute_all()
    page.goto(f"{TICKET}{form}")
    expect(text).to_have_value("Setengah kalimat")
    until_drafted(settings, "Setengah kalimat")


def test_without_javascript_a_refusal_has_the_focus_and_a_draft_leads_on(open_page: Opener, settings: Settings) -> None:
    page = at_desk(open_page, f"{TICKET}?tab=all", javascript=False)
    page.get_by_label("Jawaban").fill("Kami datang besok.")
    page.get_by_label("Janji selesai").fill("2020-01-01")
    page.get_by_role("button", name="Simpan draf, lalu").click()
    expect(page).to_have_url(at(OTHER))
    page.goto(f"{TICKET}?tab=all")
    expect(page.get_by_label("Jawaban")).to_have_value("Kami datang besok.")
    page.get_by_label("Janji selesai").fill("2020-01-01")
    page.get_by_label("Jawaban").press("Enter")
    page.get_by_role("button", name="Terbitkan jawaban").click()
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Tanggal janji sudah lewat.")
    expect(page).to_have_title(re.compile("^Belum terbit: Lubang menganga"))
    summary.get_by_role("link").click()
    assert page.url.endswith("#promise")
    page.get_by_label("Janji selesai").fill("")
    page.get_by_role("button", name="Terbitkan jawaban").click()
    expect(page.get_by_role("link", name="Berikutnya: ").first).to_have_attribute("href", at(OTHER))
    assert published(settings) == ["Kami datang besok."]


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_the_desk_is_no_wider_than_its_screen(open_page: Opener, phone: bool) -> None:
    page = at_desk(open_page, "/desk/", phone=phone, dark=phone)
    for path in ("/desk/", TICKET, f"{TICKET}/transfer", f"{TICKET}/note"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert page.evaluate("[...document.querySelectorAll('.tabs a')].every(a => a.offsetHeight >= 24)")
