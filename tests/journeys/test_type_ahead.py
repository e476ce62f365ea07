"""The search field in a real browser: suggestions by keyboard and by hand, on a slow line; a search kept."""

from __future__ import annotations

from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, Route, expect

from tests.support.browser import Opener

pytestmark = pytest.mark.only_on("sqlite")


def options_for(page: Page, typed: str) -> list[str]:
    """What is offered once somebody has typed so far."""
    field = page.locator("#q")
    field.fill("")
    field.press_sequentially(typed)
    expect(field).to_have_attribute("aria-expanded", "true")
    return page.locator("#saran [role=option]").all_inner_texts()


def test_a_street_is_chosen_by_keyboard_and_by_hand_and_the_search_is_kept(open_page: Opener) -> None:
    page = open_page("/", phone=True)
    field = page.locator("#q")
    (street,) = options_for(page, "amp")
    assert street.split("\n")[0] == "jalan" and "Jalan Ampera Raya" in street
    expect(page.locator("form [role=status]")).to_contain_text("1 saran")
    field.press("ArrowDown")
    option = page.locator("#saran [role=option][aria-selected=true]")
    assert option.get_attribute("id") == field.get_attribute("aria-activedescendant")
    field.press("ArrowDown")  # past the last: the field itself again
    assert field.get_attribute("aria-activedescendant") is None
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("amp")
    field.press("ArrowDown")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowUp")
    field.press("Enter")
    expect(page).to_have_url("/streets/jalan-ampera-raya")
    page.get_by_role("link", name="semua yang menyebut jalan ini").click()
    expect(page).to_have_url("/tickets?q=%22Ampera+Raya%22")
    expect(page.locator("#daftar > ol.rows > li")).to_have_count(2)
    page.get_by_role("button", name="Salin").click()
    expect(page.locator(".keep [role=status]")).to_have_text("Tersalin")
    options_for(page, "jalan amp")
    page.locator("#saran [role=option]").first.click()
    expect(page).to_have_url("/streets/jalan-ampera-raya")


def test_a_late_answer_never_takes_the_place_of_a_newer_one_and_typing_never_waits(open_page: Opener) -> None:
    page = open_page("/tickets")
    field = page.locator("#q")
    held: list[Route] = []

    def slow(route: Route) -> None:
        if route.request.url.endswith("q=wi"):
            held.append(route)
        else:
            route.continue_()

    page.route("**/type-ahead?*", slow)
    with page.expect_request("**/type-ahead?q=wi"):
        field.press_sequentially("wi")
    field.press_sequentially("jaya")
    expect(field).to_have_value("wijaya")
    expect(page.locator("#saran [role=option]")).to_contain_text("Jalan Wijaya I")
    with suppress(Error):  # the browser has given this one up
        held[0].fulfill(body='<ul role="listbox" id="saran"><li><a role="option" href="#">kedaluwarsa</a></li></ul>')
    field.press_sequentially("h")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.get_by_text("kedaluwarsa")).to_have_count(0)
