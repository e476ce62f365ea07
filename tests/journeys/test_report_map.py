"""The place of a report is shown on a map: by a tap, by the keyboard, and never outside of the city."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_map import drag
from tests.support.browser import Opener
from tests.support.everybody import barriers

pytestmark = pytest.mark.only_on("sqlite")
FIELD = "#point-map .map-field"


def opened(page: Page) -> tuple[float, float]:
    """The middle of the map, once it has been asked for and stands."""
    page.get_by_role("button", name="Tunjuk di peta").click()
    expect(page.locator(f"{FIELD} .area-name.large").first).to_be_visible()
    box = page.locator(FIELD).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_tap_says_where_a_drag_corrects_it_and_a_thumb_scrolls_past(open_page: Opener) -> None:
    page = open_page("/report", phone=True, has_touch=True, is_mobile=True)
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    x, y = opened(page)
    assert any("leaflet" in address for address in loaded), "it is fetched once it is asked for"
    says, lat = page.locator(".point-says"), page.locator("[name=lat]")
    page.touchscreen.tap(x, y)
    expect(says).to_contain_text("Titik Anda: ")
    assert page.locator("#area").input_value() and barriers(page) == []
    before = lat.input_value()
    expect(page.locator(".leaflet-zoom-anim")).to_have_count(0)
    hand = page.context.new_cdp_session(page)
    pin = page.locator(".point-pin").bounding_box()
    assert pin is not None
    drag(hand, (pin["x"] + 22, pin["y"] + 22), by=(0, 50))
    expect(lat).not_to_have_value(before)
    moved = lat.input_value()
    drag(hand, (x, y + 60), by=(0, -120))  # beside the mark one finger scrolls
    page.wait_for_function("scrollY > 60")
    assert lat.input_value() == moved and page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Lanjut").click()
    expect(page.locator("main")).to_contain_text("titik di peta")


def test_the_keyboard_chooses_what_the_cross_hair_shows_and_is_told_where_the_city_ends(open_page: Opener) -> None:
    page = open_page("/report")
    opened(page)
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.press("Enter")
    says = page.locator(".point-says")
    expect(says).to_contain_text("Titik Anda: ")
    first = page.locator("[name=lon]").input_value()
    expect(page.locator(".leaflet-zoom-anim")).to_have_count(0)
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(600)  # the map moves
    page.keyboard.press("Enter")
    expect(page.locator("[name=lon]")).not_to_have_value(first)
    for _ in range(6):
        page.keyboard.press("-")
        page.wait_for_timeout(400)
    for _ in range(5):
        page.keyboard.press("ArrowLeft")
        page.wait_for_timeout(400)
    page.keyboard.press("Enter")
    expect(says).to_have_text("Titik itu di luar kota ini. Pilih titik di dalam batas kota.")
    expect(page.locator(".point-pin")).to_have_count(0)
    assert page.locator("[name=lon]").input_value() == ""
