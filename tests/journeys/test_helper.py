"""A helper writes for a neighbour on a phone without JavaScript; an officer at the counter hands over a sheet."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_main_job import sign_in
from tests.support.browser import Opener
from tests.support.everybody import barriers

pytestmark = pytest.mark.only_on("sqlite")
HOLD = 2_300  # milliseconds that a form must have been open
TEXT = "Lampu jalan di gang kami mati sejak dua minggu, anak-anak takut lewat."


def write(page: Page, area: str = "") -> str:
    """From the first step to the last; the number of the report."""
    if area:
        page.get_by_label("Di wilayah mana?").select_option(label=area)
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_role("link", name="anjut").click()
    page.get_by_label("Laporan Anda").fill(TEXT)
    page.wait_for_timeout(HOLD)
    page.get_by_role("button", name="Lihat dulu").click()
    expect(page.get_by_role("alert")).to_contain_text("Tanyakan dulu kepada orangnya")
    expect(page.get_by_label("Laporan Anda")).to_have_value(TEXT)
    page.get_by_label("Ia setuju").check()
    page.get_by_role("button", name="Lihat dulu").click()
    page.get_by_role("button", name="Kirim laporan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Laporan kami terima")
    return page.locator("p.lead .num").inner_text()


def test_a_helper_writes_twice_and_types_the_area_once(open_page: Opener) -> None:
    page = open_page("/report", phone=True, javascript=False)
    page.get_by_role("link", name="Melapor untuk orang lain").click()
    page.get_by_role("link", name="Mulai menulis").click()
    first = write(page, "Bintaro")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("link", name="Laporan berikutnya").click()
    assert write(page) != first
    listed = open_page("/tickets?channel=pendamping-warga")
    expect(listed.locator("main")).to_contain_text(first)


def test_the_counter_hands_over_a_sheet_by_which_the_person_reads_on(open_page: Opener) -> None:
    page = open_page("/desk/")
    sign_in(page)
    page.get_by_role("link", name="Loket").click()
    assert barriers(page) == []
    page.get_by_role("link", name="Mulai laporan baru").click()
    code = write(page, "Ragunan")
    assert barriers(page) == []
    page.emulate_media(media="print")
    expect(page.get_by_alt_text("Gambar QR")).to_be_visible()
    expect(page.get_by_role("link", name="Laporan berikutnya")).to_be_hidden()
    address = page.locator(".address").inner_text()
    reader = open_page(address[address.index("/r?") :], phone=True, javascript=False)
    expect(reader.get_by_role("heading", level=1)).to_contain_text(code)
