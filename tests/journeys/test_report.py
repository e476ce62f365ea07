"""A citizen reports from a telephone, with JavaScript and without; an officer answers; the private link tells it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Response, expect

from tests.journeys.conftest import CODE
from tests.journeys.test_main_job import sign_in
from tests.support.browser import Opener
from tests.support.everybody import barriers
from tests.support.photos import photo

pytestmark = pytest.mark.only_on("sqlite")
TEXT = "Tutup selokan hilang di depan halte, semalam ada yang terperosok. Telepon saya 0812-3456-7890."
LARGE = photo(size=(4000, 3000), quality=95) + bytes(500_000)  # as a telephone takes it
WEIGHT = 60_000  # bytes of the form's first page with all that it loads
HOLD = 2_300  # milliseconds that a form must have been open


def write(page: Page, openness: str) -> int:
    """From the first step to the preview; how many bytes of the photo go over the line."""
    page.get_by_label("Di wilayah mana?").select_option(label="Ragunan")
    page.get_by_label("Jalan dan patokan").fill("Jalan Harsono RM, depan halte")
    page.get_by_role("button", name="Lanjut").click()
    expect(page.locator(f".known > li > a[href*='{CODE}']")).to_have_count(1)
    page.get_by_role("link", name="Tidak ada yang sama").click()
    page.get_by_label("Laporan Anda").fill(TEXT)
    page.wait_for_load_state()
    page.get_by_label("Foto").set_input_files({"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": LARGE})
    page.get_by_label(openness).check()
    page.wait_for_timeout(HOLD)
    carried = page.evaluate("document.querySelector('input[type=file]').files[0].size")
    page.get_by_role("button", name="Lihat dulu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Periksa sebelum dikirim")
    return int(carried)


def sent(page: Page) -> tuple[str, str]:
    """The number and the private link of the end page."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Laporan Anda kami terima")
    return page.locator("p.lead .num").inner_text(), page.get_by_label("Tautan pribadi").input_value()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_report_from_a_telephone_is_sent_once_and_found(open_page: Opener, javascript: bool) -> None:
    page = open_page("about:blank", phone=True, javascript=javascript)
    weights: list[Response] = []
    page.on("response", lambda response: weights.append(response))  # noqa: PLW0108 - a list has no attributes
    page.goto("/report")
    assert sum(response.request.sizes()["responseBodySize"] for response in weights) < WEIGHT
    carried = write(page, "Ya. Nomor")
    expect(page.locator(".will-read")).to_contain_text("Telepon saya [telepon].")
    expect(page.get_by_alt_text("Foto 1 dari Anda")).to_be_visible()
    assert (carried < len(LARGE)) == javascript, "a browser that can makes it smaller"
    page.get_by_role("button", name="Kirim laporan").dblclick(no_wait_after=True)
    code, _ = sent(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    again = open_page(f"/tickets/{code}", phone=True, javascript=javascript)
    expect(again.locator("main")).to_contain_text("Tutup selokan hilang")
    assert "0812" not in again.content()
    expect(again.locator("main img[src*='/media/']").first).to_be_visible()
    number = int(re.sub(r"\D", "", code)[-4:])
    assert again.request.get(f"/tickets/{code[:-4]}{number + 1:04d}").status == 404  # two presses made one report


def test_the_reporter_of_a_private_report_reads_its_answer_by_the_private_link(open_page: Opener) -> None:
    page = open_page("/report", phone=True)
    write(page, "Tidak. Umum")
    page.get_by_role("button", name="Kirim laporan").click()
    code, address = sent(page)
    assert barriers(page) == []
    officer = open_page(f"/desk/tickets/{code}")
    sign_in(officer)
    officer.get_by_label("Jawaban").fill("Penutupnya kami pasang sore ini.")
    officer.get_by_role("button", name="Terbitkan").click()
    expect(officer.get_by_role("status").first).to_contain_text("Tersimpan")
    public = open_page(f"/tickets/{code}")
    expect(public.get_by_role("heading", level=1)).to_be_visible()
    assert "kami pasang sore ini" not in public.content() and "selokan" not in public.content()
    page.goto(address)
    expect(page.locator("main")).to_contain_text("Penutupnya kami pasang sore ini.")
    expect(page.locator("p.words")).to_have_text(TEXT)
    assert barriers(page) == []
    page.goto("/report")
    assert barriers(page) == []
