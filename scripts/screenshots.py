"""Pictures of the main pages of a running demonstration, for docs/images: two widths, light and dark.

.venv/bin/python scripts/screenshots.py http://127.0.0.1:8000 var/officers.txt
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
WIDTHS = {1366: 900, 360: 740}
STORY = "/tickets?q=foto+pernah+dipakai+ever:koordinasi+status:selesai+hari:<25&sort=newest"


def main(address: str, officers: Path) -> None:
    password = re.search(r"^sudin@\S+\s+(\S+)", officers.read_text(), re.MULTILINE)
    assert password, f"no sign-in of the suku dinas in {officers}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for width, height in WIDTHS.items():
            for scheme in ("light", "dark"):
                shoot(browser, address, width, height, scheme, password[1])
        browser.close()


def shoot(browser: Browser, address: str, width: int, height: int, scheme: str, password: str) -> None:
    viewport = {"width": width, "height": height}
    page = browser.new_context(base_url=address, viewport=viewport, color_scheme=scheme).new_page()  # type: ignore[arg-type]
    page.goto(STORY)
    ticket = page.locator("ol.rows h3 a").first.get_attribute("href") or "/tickets"
    pages = {
        "home": "/",
        "tickets": "/tickets?q=lampu+jalan",
        "map": "/map?q=lampu+jalan",
        "near": "/map?bbox=106.8,-6.27,106.818,-6.257",
        "agencies": "/agencies",
        "agency": "/agencies/sudin-bina-marga",
        "compare": "/compare?category=jalan",
    }
    for name, path in pages.items():
        save(page, path, f"{name}-{width}-{scheme}")
    page.set_viewport_size({"width": width, "height": height + 400})  # the timeline is what a ticket's page is for
    save(page, ticket, f"ticket-{width}-{scheme}")
    street = page.locator("main a[href*='/streets/']").first.get_attribute("href") or "/"
    save(page, street, f"street-{width}-{scheme}")
    page.set_viewport_size(viewport)  # type: ignore[arg-type]
    page.goto("/desk/sign-in")
    page.fill("[name=email]", "sudin@pantau.example")
    page.fill("[name=password]", password)
    page.click("form.sign-in button")
    save(page, "/desk/", f"desk-{width}-{scheme}")
    save(page, page.locator("ol.queue h2 a").first.get_attribute("href") or "/desk/", f"work-{width}-{scheme}")
    page.context.close()


def save(page: Page, path: str, name: str) -> None:
    page.goto(path)
    page.wait_for_timeout(900)  # the map's circles and the font
    page.screenshot(path=IMAGES / f"{name}.png")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
