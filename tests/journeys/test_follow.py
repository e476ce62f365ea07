"""A citizen follows a report by mail: asks, confirms by the mail's link, reads the answer there, and ends it."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from portal.config import Settings
from portal.domain.city import City
from tests.journeys.conftest import CODE
from tests.journeys.test_live import answer
from tests.support.browser import PATIENCE, Opener
from tests.support.live import Live

pytestmark = pytest.mark.only_on("sqlite")


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """As `make run` has it: mails are kept for who tries the portal."""
    return replace(settings, smtp_url="file:")


def mails(page: Page, count: int) -> list[str]:
    """What the page of caught mails shows once there are so many."""
    until = time.monotonic() + PATIENCE / 1000
    while True:
        page.goto("/caught-mail")
        found = page.locator(".caught").all_inner_texts()
        if len(found) >= count:
            return found
        assert time.monotonic() < until, found
        time.sleep(0.3)


def path_in(text: str, kind: str) -> str:
    found = re.search(rf"/follow/{kind}\?k=[\w-]+", text)
    assert found, text
    return found.group()


def test_a_citizen_follows_confirms_reads_and_ends(open_page: Opener, live: Live, app: Flask, city: City) -> None:
    page = open_page(f"/tickets/{CODE}", phone=True, javascript=False)
    page.get_by_role("link", name="Ikuti lewat email").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ikuti lewat email")
    page.get_by_label("Alamat email Anda").fill("warga@contoh.example")
    page.wait_for_timeout(2_100)  # a program is quicker
    page.get_by_role("button", name="Kirim surat konfirmasi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Periksa kotak surat Anda")
    page.goto(path_in(mails(page, 1)[0], "confirm"))
    page.get_by_role("button", name="Ya, kirimi saya kabar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Anda mengikuti")
    answer(app, city, "Lubang sudah kami pasangi kerucut.")
    news = mails(page, 2)[0]
    assert "pasangi kerucut" in news and CODE in news
    page.goto(path_in(news, "end"))
    page.get_by_role("button", name="Berhenti").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Anda berhenti mengikuti")
