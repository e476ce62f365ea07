"""In a rush of reports a browser does a small sum by itself; one without JavaScript waits. Both are taken."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from portal.config import Settings
from tests.support.browser import Opener
from tests.support.everybody import barriers
from tests.support.live import ROOT

pytestmark = pytest.mark.only_on("sqlite")
HOLD = 2_300  # milliseconds that a form must have been open
WAIT = 15  # seconds
TEXT = "Banjir setinggi lutut di jalan ini, warga tidak bisa lewat."


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """A city in which every report comes in a rush."""
    pack = tmp_path / "jakarta-selatan"
    shutil.copytree(ROOT / "portal" / "cities" / "jakarta-selatan", pack)
    rush = f"\n[citizens]\ncalm_reports = 0\nrush_wait_seconds = {WAIT}\n"
    (pack / "city.toml").write_text((pack / "city.toml").read_text() + rush)
    return replace(settings, city=str(pack))


def looked_at(page: Page) -> None:
    """From the first step to the preview."""
    page.get_by_label("Di wilayah mana?").select_option(label="Bintaro")
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_role("link", name="Lanjut menulis").click()
    page.get_by_label("Laporan Anda").fill(TEXT)
    page.wait_for_timeout(HOLD)
    page.get_by_role("button", name="Lihat dulu").click()
    expect(page.locator(".rush h2")).to_have_text("Sedang banyak sekali laporan masuk")


def press(page: Page) -> None:
    page.get_by_role("button", name="Kirim laporan").click()


def received(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Laporan Anda kami terima")


def test_the_browser_does_the_sum_and_one_press_is_enough(open_page: Opener) -> None:
    page = open_page("/report", phone=True)
    looked_at(page)
    expect(page.locator(".rush [role=status]")).to_have_text("Siap dikirim.", timeout=1000 * (WAIT - 5))
    assert barriers(page) == [] and page.evaluate("document.documentElement.scrollWidth") <= 360
    press(page)
    received(page)


def test_who_pressed_before_the_rush_was_known_need_not_press_again(open_page: Opener) -> None:
    page = open_page("/report", phone=True)
    looked_at(page)
    page.locator(".rush").evaluate("(box) => box.remove()")  # as the page was in a calm minute
    page.locator("form.reporting").evaluate("(form) => form.submit()")
    received(page)


def test_without_a_script_it_says_how_long_and_is_taken_after_it(open_page: Opener) -> None:
    page = open_page("/report", phone=True, javascript=False)
    looked_at(page)
    press(page)
    expect(page.locator(".rush h2")).to_have_text("Belum terkirim: sedang banyak sekali laporan masuk")
    expect(page.locator(".rush [role=status]")).to_contain_text("Tulisan Anda tidak hilang.")
    expect(page.locator(".words")).to_contain_text(TEXT)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.wait_for_timeout(1000 * WAIT)
    press(page)
    received(page)
