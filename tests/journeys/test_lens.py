"""The lens in a real browser: what repeats its address follows each step, and a broken line says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from portal.config import Settings
from portal.context import portal_of
from portal.demo.fill import DemoPlan, fill
from tests.support.browser import Opener
from tests.support.installed import install
from tests.support.lens import fed
from tests.support.live import Live
from tests.support.warm import serving_warm

pytestmark = pytest.mark.only_on("sqlite")
PLAN = DemoPlan(150, 4, datetime(2026, 9, 30, 17, tzinfo=UTC))
#: Whatever repeats the address, outside the swapped region and in it.
REPEATED = (
    "a.tongue, link[hreflang], link[type='application/atom+xml'], .take a, .views a, .chips a, .order a, .pages a"
)


@pytest.fixture
def live(settings: Settings, app: Flask, session: Session) -> Iterator[Live]:
    """The portal with a small year of the demonstration city."""
    city = portal_of(app).city
    install(city)
    fill(city, PLAN, 0, "key", lambda done: None)
    fed(app, session)
    session.close()
    with serving_warm(settings) as running:
        yield running


def repeated(page: Page) -> list[str | None]:
    return [link.get_attribute("href") for link in page.locator(REPEATED).all()]


def same_as_whole(page: Page, open_page: Opener, *kept: str) -> None:
    """All that repeats the address stands as in a full load of the same address."""
    whole = open_page(page.url)
    expect(whole.locator("h1")).to_have_text(page.locator("h1").inner_text())
    assert repeated(page) == repeated(whole) != []
    for part in kept:
        assert part in str(page.locator("a.tongue").get_attribute("href")), part
        assert part in str(page.locator(".take a").first.get_attribute("href")) or part.startswith("page"), part


def test_what_repeats_the_address_follows_filter_words_order_page_and_back(open_page: Opener) -> None:
    page = open_page("/tickets")
    page.locator(".facet > li > a", has_text="Sudah selesai").click()
    expect(page.locator(".chips")).to_contain_text("Sudah selesai")
    same_as_whole(page, open_page, "status=resolved")
    page.get_by_role("combobox").fill("jalan")
    page.keyboard.press("Enter")
    expect(page.locator(".reading")).to_contain_text("Dibaca sebagai")
    expect(page.get_by_role("combobox")).to_be_focused()
    same_as_whole(page, open_page, "status=resolved", "q=jalan")
    page.locator(".order a", has_text="terlama").first.click()
    expect(page.locator(".order b")).to_have_text("terlama")
    same_as_whole(page, open_page, "status=resolved", "q=jalan", "sort=oldest")
    first = page.locator("ol.rows h3").all_inner_texts()
    page.locator("a[rel=next]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".pages .where")).to_contain_text("Halaman 2")
    expect(page.locator("#jawaban")).to_contain_text("21–")
    assert page.evaluate("document.activeElement.closest('.pages') !== null"), (
        "who pages by keyboard goes on from there"
    )
    assert page.locator("#daftar").bounding_box()["y"] >= -1  # type: ignore[index]
    same_as_whole(page, open_page, "status=resolved", "q=jalan", "sort=oldest")
    page.go_back()
    expect(page.locator(".pages .where")).to_contain_text("Halaman 1")
    page.wait_for_load_state()
    assert page.locator("ol.rows h3").all_inner_texts() == first
    same_as_whole(page, open_page, "status=resolved", "q=jalan", "sort=oldest")
    for link, wanted in ((".chips .all-but", "status=-resolved"), (".chips a:not(.all-but)", "q=jalan&sort=oldest")):
        page.locator(link).first.focus()
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(re.escape(wanted)))
        expect(page.locator("#jawaban")).not_to_be_empty()
        focused = page.evaluate("document.activeElement.closest('.chips, .facet') !== null")
        assert focused, "what was chosen is gone: the focus is beside it, not at the top of the page"
    found = page.url
    page.locator("ol.rows h3 a").first.click()
    assert "?" not in page.url
    directly = open_page(page.url)
    expect(directly.get_by_role("link", name="Semua laporan")).to_be_visible()
    expect(directly.get_by_text("Kembali ke")).to_have_count(2)
    assert not any(link.is_visible() for link in directly.get_by_text("Kembali ke").all())
    expect(page.get_by_text("Kembali ke peta")).not_to_be_visible()
    page.get_by_role("link", name="Kembali ke hasil pencarian").click()
    assert page.url == found


def test_on_a_phone_the_first_report_is_seen_and_what_narrows_the_list_opens_over_it(open_page: Opener) -> None:
    page = open_page("/tickets?status=open&category=jalan&category=sampah", phone=True)
    title, height = page.locator(".row h3").first.bounding_box(), page.evaluate("innerHeight")
    assert title is not None and title["y"] + title["height"] < height, "two chips and all"
    sheet, saring = page.get_by_role("complementary", name="Saring"), page.locator(".to-facets")
    expect(sheet).not_to_be_visible()
    saring.click()
    box = sheet.bounding_box()
    assert box is not None and 0 < box["y"] < height / 2 and box["y"] + box["height"] == height
    page.keyboard.press("Escape")
    expect(sheet).not_to_be_visible()
    saring.click()
    sheet.get_by_role("link", name="Tutup", exact=True).click()
    expect(sheet).not_to_be_visible()
    assert "#" not in page.url, "closed, it is a step back: the next one leaves the list, and does not open it again"
    saring.click()
    sheet.locator("#status-selesai").click()
    expect(page.locator(".chips")).to_contain_text("Selesai")
    expect(sheet).not_to_be_visible()


def test_a_step_without_a_line_says_so_and_can_be_tried_again(open_page: Opener) -> None:
    page = open_page("/tickets", phone=True)
    before = page.locator("h1").inner_text()
    page.context.set_offline(True)
    page.locator(".order a", has_text="terlama").first.click()
    expect(page.get_by_role("alert")).to_contain_text("Tidak tersambung")
    expect(page.locator("h1")).to_have_text(before)
    page.context.set_offline(False)
    page.keyboard.press("Enter")  # the focus is on the way out
    expect(page.locator(".order b")).to_have_text("terlama")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_long_list_of_values_can_be_searched(open_page: Opener) -> None:
    page = open_page("/tickets")
    box = page.locator("section", has=page.locator("#category-sampah")).get_by_label("Cari di daftar ini")
    box.fill("PARkir")
    expect(page.locator("#category-sampah")).not_to_be_visible()
    found = page.locator("section li:visible", has_text="Parkir")
    expect(found.first).to_be_visible()
    box.fill("")
    expect(page.locator("#category-sampah")).to_be_visible()
