"""Pictures of the main pages of a running demonstration, for docs/images: two widths, light and dark.

.venv/bin/python scripts/screenshots.py http://127.0.0.1:8000 var/officers.txt [NAME ...]

With names only these pages are taken. For the private link a report is sent, once.
"""

from __future__ import annotations

import re
import shutil
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
WIDTHS = {1366: 900, 360: 740}
STORY = "/tickets?q=foto+pernah+dipakai+ever:koordinasi+status:selesai+hari:<25&sort=newest"
COLOURS = 128  # of a picture: few enough for a small file, and nobody sees it
WORDS = "Lampu jalan padam sejak tiga malam di depan sekolah. Jalannya gelap, anak-anak lewat sini pulang mengaji."
PUBLIC = {
    "home": "/",
    "guide": "/guide",
    "report": "/report",
    "tickets": "/tickets?q=lampu+jalan",
    "map": "/map?q=lampu+jalan",
    "near": "/map?bbox=106.8,-6.27,106.818,-6.257",
    "agencies": "/agencies",
    "agency": "/agencies/sudin-bina-marga",
    "compare": "/compare?category=jalan",
}
ALL = {*PUBLIC, "private", "ticket", "street", "desk", "work"}


def main(address: str, officers: Path, names: set[str]) -> None:
    password = re.search(r"^sudin@\S+\s+(\S+)", officers.read_text(), re.MULTILINE)
    assert password, f"no sign-in of the suku dinas in {officers}"
    assert names <= ALL, f"no such page: {', '.join(sorted(names - ALL))}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        private = reported(browser, address) if "private" in names else ""
        for width in WIDTHS:
            for scheme in ("light", "dark"):
                page = opened(browser, address, width, scheme)
                shoot(page, names, f"{width}-{scheme}", private)
                if names & {"desk", "work"}:
                    shoot_desk(page, names, f"{width}-{scheme}", password[1])
                page.context.close()
        browser.close()


def opened(browser: Browser, address: str, width: int, scheme: str) -> Page:
    viewport = {"width": width, "height": WIDTHS[width]}
    return browser.new_context(base_url=address, viewport=viewport, color_scheme=scheme).new_page()  # type: ignore[arg-type]


def reported(browser: Browser, address: str) -> str:
    """The private link of a report that is sent for its picture."""
    page = opened(browser, address, 360, "light")
    page.goto("/report")
    page.locator("#area").select_option(index=1)
    page.locator("#place").fill("Jalan Ampera Raya, depan gerbang sekolah")
    page.locator("main form .main").click()
    page.locator("p.do a.main").click()
    page.locator("#text").fill(WORDS)
    page.locator("[name=openness]").first.check()
    page.wait_for_timeout(2_500)  # as long as a form must have been open
    page.locator("main form .main").click()
    page.locator("main form .main").click()
    link = page.locator("#tautan").input_value()
    page.context.close()
    return link


def shoot(page: Page, names: set[str], ending: str, private: str) -> None:
    for name, path in (PUBLIC | {"private": private}).items():
        if name in names:
            save(page, path, f"{name}-{ending}")
    if names & {"ticket", "street"}:
        viewport = page.viewport_size
        assert viewport
        page.goto(STORY)
        ticket = page.locator("ol.rows h3 a").first.get_attribute("href") or "/tickets"
        # the timeline is what a ticket's page is for
        page.set_viewport_size({"width": viewport["width"], "height": viewport["height"] + 400})
        page.goto(ticket)
        street = page.locator("main a[href*='/streets/']").first.get_attribute("href") or "/"
        for name, path in (("ticket", ticket), ("street", street)):
            if name in names:
                save(page, path, f"{name}-{ending}")
        page.set_viewport_size(viewport)


def shoot_desk(page: Page, names: set[str], ending: str, password: str) -> None:
    page.goto("/desk/sign-in")
    page.fill("[name=email]", "sudin@pantau.example")
    page.fill("[name=password]", password)
    page.click("form.sign-in button")
    if "desk" in names:
        save(page, "/desk/", f"desk-{ending}")
    page.goto("/desk/")
    if "work" in names:
        save(page, page.locator("ol.queue h2 a").first.get_attribute("href") or "/desk/", f"work-{ending}")


def save(page: Page, path: str, name: str) -> None:
    page.goto(path)
    page.wait_for_timeout(900)  # the map's circles and the font
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(IMAGES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), set(sys.argv[3:]) or ALL)
