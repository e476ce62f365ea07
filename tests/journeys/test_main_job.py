"""The main job from end to end: imported, on the map, found, read, answered, seen; with JavaScript and without."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import CODE, EMAIL, PASSWORD
from tests.support.browser import PATIENCE, Opener

pytestmark = pytest.mark.only_on("sqlite")
ANSWER = "Lubang sudah kami pasangi kerucut, ditambal besok pagi."


def sign_in(page: Page) -> None:
    page.get_by_label("Alamat email").fill(EMAIL)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()


def answer(page: Page, text: str) -> None:
    """An officer goes from the door through the queue to the ticket and publishes."""
    sign_in(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kelurahan Ragunan")
    page.locator(f"a[href*='{CODE}']").first.click()
    page.get_by_label("Jawaban").fill(text)
    page.get_by_label("Mulai dikerjakan").check()
    page.get_by_role("button", name="Terbitkan").click()
    expect(page.get_by_role("status").first).to_contain_text("Sudah terbit")


@pytest.mark.as_a_city_runs_it
def test_a_citizen_finds_the_report_and_sees_the_officer_answer(open_page: Opener) -> None:
    main_job(open_page, phone=False)


def test_a_citizen_and_an_officer_with_phones_do_the_same(open_page: Opener) -> None:
    main_job(open_page, phone=True)


@pytest.mark.as_a_city_runs_it
@pytest.mark.only_on("postgresql")
def test_a_citizen_finds_the_report_on_the_other_database_too(open_page: Opener) -> None:
    main_job(open_page, phone=False)


def main_job(open_page: Opener, phone: bool) -> None:
    citizen = open_page("/", phone=phone)
    citizen.get_by_role("combobox").first.fill("lubang sekolah")
    citizen.keyboard.press("Enter")
    expect(citizen.locator("#daftar > ol.rows > li")).to_have_count(1)
    citizen.locator("ol.rows a[href*='/tickets/']").first.click()
    expect(citizen.get_by_role("heading", level=1)).to_contain_text("Lubang menganga")
    expect(citizen.locator("main")).to_contain_text("[telepon]")
    assert "0812" not in citizen.content()
    officer = open_page("/desk/", phone=phone)
    answer(officer, ANSWER)
    citizen.reload()
    expect(citizen.locator("main")).to_contain_text(ANSWER)
    expect(citizen.locator(".lead")).to_contain_text("Proses")
    published = time.monotonic()
    while "Proses" not in open_page(f"/tickets?q=code:{CODE}", phone=phone).locator("main").inner_text():
        assert time.monotonic() - published < PATIENCE / 1000
    found = open_page("/tickets?q=kerucut", phone=phone)
    expect(found.locator("#daftar > ol.rows > li")).to_have_count(1)


def test_the_map_leads_to_the_ticket(open_page: Opener) -> None:
    page = open_page("/map?q=lubang")
    expect(page.locator(".leaflet-container")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 laporan")
    expect(page.get_by_role("button", name="JK240304")).to_have_count(1)  # who hears the map hears the ticket
    expect(page.locator(".map-field path.area:not([tabindex='-1'])")).to_have_count(0)  # no stops without a name
    page.locator("#dalam-bingkai a[href*='/tickets/JK']").first.click()
    expect(page.locator("main")).to_contain_text("Jalan Ampera Raya")


def test_a_filter_narrows_without_reloading_and_its_address_says_all(open_page: Opener) -> None:
    page = open_page("/tickets")
    page.evaluate("window.stays = true")
    page.locator(".facets a", has_text="Jalan").first.click()
    expect(page.locator("#daftar > ol.rows > li")).to_have_count(2)
    assert page.evaluate("window.stays") is True and "category=jalan" in page.url
    expect(page.locator(".facets a:focus")).to_contain_text("Jalan")  # who goes by the keyboard goes on from there
    expect(page.locator("#jawaban")).to_contain_text("2 laporan")
    again = open_page(page.url)
    expect(again.locator("#daftar > ol.rows > li")).to_have_count(2)
    page.go_back()
    expect(page.locator("#daftar > ol.rows > li")).to_have_count(5)


def test_everything_works_without_javascript(open_page: Opener) -> None:
    citizen = open_page("/map", javascript=False)
    expect(citizen.locator("svg a").first).to_be_visible()
    citizen.goto("/tickets")
    citizen.get_by_role("searchbox").first.fill("lubang sekolah")
    citizen.get_by_role("button", name="Cari").first.click()
    citizen.locator("ol.rows a[href*='/tickets/']").first.click()
    expect(citizen.locator("main")).to_contain_text("Tidak ada kabar sejak kabar terakhir sumber")
    officer = open_page("/desk/", javascript=False)
    answer(officer, ANSWER)
    citizen.reload()
    expect(citizen.locator("main")).to_contain_text(ANSWER)
    citizen.goto("/agencies")
    expect(citizen.get_by_role("heading", level=1)).to_be_visible()


def test_what_an_officer_types_is_kept_while_typing(open_page: Opener) -> None:
    officer = open_page(f"/desk/tickets/{CODE}")
    sign_in(officer)
    officer.get_by_label("Jawaban").press_sequentially("Setengah kalimat, telepon 0812 3456 7890")
    expect(officer.locator("#preview")).to_contain_text("Draf tersimpan")
    expect(officer.locator("#preview")).to_contain_text("[telepon]")
    officer.goto(f"/desk/tickets/{CODE}")
    expect(officer.get_by_label("Jawaban")).to_have_value("Setengah kalimat, telepon 0812 3456 7890")


def test_what_is_typed_before_the_script_has_come_is_kept_too(open_page: Opener) -> None:
    officer = open_page(f"/desk/tickets/{CODE}")
    asked: list[str] = []

    def slow_line(route: Route) -> None:
        officer.get_by_label("Jawaban").fill("Ditulis di jalur lambat")
        asked.append(route.request.url)
        route.continue_()

    officer.route("**/htmx*.js*", slow_line)
    sign_in(officer)
    expect(officer.locator("#preview")).to_contain_text("Draf tersimpan")
    assert asked
    officer.goto(f"/desk/tickets/{CODE}")
    expect(officer.get_by_label("Jawaban")).to_have_value("Ditulis di jalur lambat")


def test_keys_move_through_the_queue_unless_they_are_typed_or_switched_off(open_page: Opener) -> None:
    officer = open_page("/desk/")
    sign_in(officer)
    officer.locator(f"a[href*='{CODE}']").first.click()
    expect(officer.locator("[data-keys]")).to_be_visible()
    first = officer.locator("h1").inner_text()
    officer.keyboard.press("r")
    officer.keyboard.type("jk")
    expect(officer.get_by_label("Jawaban")).to_have_value("jk")
    officer.keyboard.press("Escape")
    officer.keyboard.press("j" if officer.locator("a[rel=next]").count() else "k")
    expect(officer.locator("h1")).not_to_have_text(first)
    expect(officer.locator("[data-keys]")).to_be_visible()
    second = officer.locator("h1").inner_text()
    officer.keyboard.press("?")
    officer.get_by_label("Pintasan menyala").uncheck()
    officer.locator("h1").click()
    officer.keyboard.press("q")
    officer.reload()
    expect(officer.locator("h1")).to_have_text(second)


def test_the_pages_speak_english_and_the_dark_is_dark(open_page: Opener) -> None:
    page = open_page("/en/", dark=True)
    assert page.locator("html").get_attribute("lang") == "en"
    background = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert sum(int(c) for c in background.strip("rgba()").split(",")[:3]) < 150
    page.get_by_role("combobox").first.fill("lubang sekolah")
    page.keyboard.press("Enter")
    expect(page).to_have_url("/en/tickets?q=lubang+sekolah")


def test_what_repeats_the_address_follows_every_step_of_the_lens(open_page: Opener) -> None:
    page = open_page("/tickets")
    page.get_by_role("combobox").first.fill("lubang")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 laporan")
    whole = open_page(page.url)
    for selector in ("a.tongue", "link[hreflang]", "link[type='application/atom+xml']"):
        after = [link.get_attribute("href") for link in page.locator(selector).all()]
        assert after == [link.get_attribute("href") for link in whole.locator(selector).all()] != []
        assert all("q=lubang" in str(address) for address in after), after
    page.locator("a.tongue").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 reports")
