"""A real browser for the journeys: Debian's Chromium, driven by Playwright, that may talk to the portal only."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from portal.config import Settings
from tests.support.live import Live
from tests.support.need import missing
from tests.support.warm import serving_warm

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
PHONE = {"width": 360, "height": 740}
#: Milliseconds that something may take where other tests keep both cores busy; how fast it is, `make bench` says.
PATIENCE = 30_000
REFUSED = (409, 422, 429)
DESKTOP = {"width": 1366, "height": 900}
Opener = Callable[..., Page]


@pytest.fixture
def live(settings: Settings) -> Iterator[Live]:
    """The portal, running on the test's database."""
    with serving_warm(settings) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    program = program or missing("Chromium", "apt-get install chromium")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, live: Live) -> Iterator[Opener]:
    """``open_page("/map", phone=True, javascript=False, dark=True)``: a tab of a new visitor on that page.

    When the test ends, any error in the console and any request that left the portal fails it.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_tab(path: str, *, phone: bool = False, javascript: bool = True, dark: bool = False, **more: Any) -> Page:
        context = browser.new_context(
            base_url=live.address,
            viewport=PHONE if phone else DESKTOP,  # type: ignore[arg-type]
            java_script_enabled=javascript,
            color_scheme="dark" if dark else "light",
            **{"locale": "id-ID", **more},
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.on("request", lambda request: _note_foreign(request.url, live.address, complaints))
        page = context.new_page()
        page.on("console", lambda line: _note_error(line, complaints))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield open_tab
    for context in contexts:
        context.close()
    assert not complaints, "\n".join(complaints)


def _note_error(line: ConsoleMessage, complaints: list[str]) -> None:
    """Chromium calls it an error when a form is refused, or the line is cut by a test, though the page says so."""
    expected = [*(f"status of {status}" for status in REFUSED), "net::ERR_INTERNET_DISCONNECTED", "Failed to fetch"]
    if line.type == "error" and not any(part in line.text for part in expected):
        complaints.append(line.text)


def _note_foreign(url: str, home: str, complaints: list[str]) -> None:
    if not url.startswith((home, "data:", "blob:", "about:")):
        complaints.append(f"a request left the portal: {url}")
