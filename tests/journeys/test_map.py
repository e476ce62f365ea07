"""The map in a real browser: the thumb scrolls, the frame stays, a tap opens a report, real streets lie below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import CDPSession, Response, expect
from sqlalchemy.orm import Session

from portal.config import Settings
from portal.context import portal_of
from portal.demo.fill import DemoPlan, fill
from tests.support.browser import Opener
from tests.support.installed import install
from tests.support.lens import fed
from tests.support.live import Live
from tests.support.pmtiles import archive, lake, road
from tests.support.warm import serving_warm

pytestmark = pytest.mark.only_on("sqlite")
PLAN = DemoPlan(150, 4, datetime(2026, 9, 30, 17, tzinfo=UTC))
#: The tiles of zoom 9 in which the city lies, each with a street across it.
ZIGZAG = [(step % 2 * 4096, step * 400) for step in range(11)]
TILE = road("Jalan Uji", *ZIGZAG) + lake("Situ Uji", (500, 300), (3600, 300), (3600, 3700), (500, 3700))
#: Of three zooms, as an extract has them; each covers the whole city.
TILES = {
    (zoom, x, y): TILE
    for zoom in (9, 10, 11)
    for x in range(407 << zoom - 9, 409 << zoom - 9)
    for y in range(264 << zoom - 9, 266 << zoom - 9)
}
#: Which of the page's colours no pixel of the base map has.
NOT_DRAWN = """() => {
  const style = getComputedStyle(document.querySelector("#peta"));
  const one = document.createElement("canvas").getContext("2d");
  const read = (context, wide, high) => context.getImageData(0, 0, wide, high).data;
  const near = (all, at, wanted) => all[at + 3] > 40 && [0, 1, 2].every((c) => Math.abs(all[at + c] - wanted[c]) < 5);
  const drawn = [...document.querySelectorAll(".leaflet-base-pane canvas")];
  const pixels = drawn.map((canvas) => read(canvas.getContext("2d"), canvas.width, canvas.height));
  return ["--road", "--water"].filter((name) => {
    one.fillStyle = style.getPropertyValue(name).trim();
    one.fillRect(0, 0, 1, 1);
    const wanted = read(one, 1, 1);
    return !pixels.some((all) => all.some((_, at) => at % 4 === 0 && near(all, at, wanted)));
  });
}"""


@pytest.fixture
def live(settings: Settings, app: Flask, session: Session, tmp_path: Path) -> Iterator[Live]:
    """The portal with a small year of the demonstration city, and a street under its map."""
    city = portal_of(app).city
    install(city)
    fill(city, PLAN, 0, "key", lambda done: None)
    fed(app, session)
    session.close()
    with serving_warm(replace(settings, basemap=str(archive(tmp_path / "city.pmtiles", TILES)))) as running:
        yield running


def drag(hand: CDPSession, *fingers: tuple[float, float], by: tuple[float, float]) -> None:
    """Fingers that are put down; the first moves so far, the second the other way."""

    def touch(kind: str, part: float) -> None:
        points = [
            {"x": x + sign * part * by[0], "y": y + sign * part * by[1]}
            for (x, y), sign in zip(fingers, (1, -1), strict=False)
        ]
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points if kind != "touchEnd" else []})

    touch("touchStart", 0)
    for step in range(1, 11):
        touch("touchMove", step / 10)
    touch("touchEnd", 1)


def test_a_thumb_scrolls_the_page_two_fingers_move_the_map_and_a_tap_opens_a_report(open_page: Opener) -> None:
    page = open_page("/map", phone=True, has_touch=True, is_mobile=True)
    parts: list[int] = []

    def note(answer: Response) -> None:
        if "/map/base/" in answer.url:
            parts.append(answer.status)

    page.on("response", note)
    expect(page.get_by_role("region", name="Peta laporan")).to_be_visible()  # the script has taken it over
    expect(page.locator(".cell, .report").first).to_be_visible()
    box = page.locator("#peta").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + 150
    hand = page.context.new_cdp_session(page)
    drag(hand, (x, y), by=(0, -120))
    expect(page.locator(".map-notice")).to_have_text("Geser peta dengan dua jari")
    page.wait_for_function("scrollY > 60")
    expect(page.locator(".map-notice")).to_be_empty()  # by when the page has come to rest
    assert "bbox" not in page.url
    top = "document.getElementById('peta').getBoundingClientRect().top"
    before = page.evaluate(top)
    drag(hand, (x - 20, y), (x + 20, y), by=(-60, 0))
    expect(page.locator("h1")).to_contain_text("dalam bingkai ini")
    assert "bbox=" in page.url and abs(page.evaluate(top) - before) < 2
    frame = page.url.partition("bbox=")[2]
    page.locator('.facet a[href*="status=open"]').evaluate("link => link.click()")
    page.wait_for_url("**/map?status=open*")
    assert page.url.endswith(frame)
    page.go_back()
    page.wait_for_url(f"**/map?bbox={frame}")
    expect(page.get_by_role("region", name="Peta laporan")).to_be_visible()
    expect(page.locator("h1")).to_contain_text("dalam bingkai ini")
    mark = page.locator('.report:not(:has(use[href^="#m-shut"]))').first
    mark.focus()
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog")
    expect(sheet.locator("h3 a").first).to_be_visible()
    expect(sheet.locator(":focus")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(mark).to_be_focused()
    assert page.evaluate(NOT_DRAWN) == [], "streets and waters in the colours of the page"
    assert set(parts) == {206}
