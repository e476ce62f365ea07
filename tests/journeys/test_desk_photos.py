"""An officer answers with photos on a phone: nothing is lost on the way, and the public sees them."""

from __future__ import annotations

import pytest
from playwright.sync_api import FilePayload, expect

from tests.journeys.conftest import CODE
from tests.journeys.test_desk import TICKET, at_desk
from tests.support.browser import Opener
from tests.support.photos import photo

pytestmark = pytest.mark.only_on("sqlite")


def file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


def test_photos_are_sent_from_a_phone_survive_a_new_page_and_are_published(open_page: Opener) -> None:
    page = at_desk(open_page, TICKET, phone=True)
    chooser, waiting = page.locator("#photos-file"), page.locator(".waiting li")
    chooser.set_input_files([file("satu.jpg", photo(seed=1)), file("dua.jpg", photo(seed=2)), file("x.jpg", b"<svg/>")])
    expect(waiting).to_have_count(2)
    expect(page.locator(".photo-list .wrong")).to_contain_text("x.jpg")
    expect(page.locator(".sending li")).to_have_count(0)
    expect(page.locator("#preview figure.photo")).to_have_count(2)
    page.get_by_role("button", name="Buang foto 1").click()
    expect(waiting).to_have_count(1)
    page.get_by_role("button", name="Kembalikan").click()
    expect(waiting).to_have_count(2)
    page.get_by_label("Apa yang terlihat di foto 1?").fill("Lubang sudah ditambal")
    page.locator("[name=text]").fill("Sudah kami tambal pagi ini.")
    expect(page.locator("#preview img").first).to_have_attribute("alt", "Lubang sudah ditambal")
    expect(page.locator("#preview .reply")).to_have_text("Sudah kami tambal pagi ini.")
    page.context.clear_cookies()  # the session is lost

    again = at_desk(open_page, TICKET, phone=True)
    expect(again.locator(".waiting li")).to_have_count(2)
    expect(again.locator("[name=text]")).to_have_value("Sudah kami tambal pagi ini.")
    assert again.evaluate("document.documentElement.scrollWidth") == 360
    again.locator("[data-send]").click()
    expect(again.locator(".notice.good")).to_be_visible()
    seen = open_page(f"/tickets/{CODE}", phone=True)
    first = seen.locator("figure.photo img").first
    first.scroll_into_view_if_needed()
    expect(first).to_have_attribute("alt", "Lubang sudah ditambal")
    address = first.get_attribute("src")
    assert address and seen.request.get(address).headers["content-type"] == "image/webp"
