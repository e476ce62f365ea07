"""What a first visit costs a phone: every byte that a real browser with an empty cache receives for a page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from benchmarks.row import Measure, Row, at_most, failed
from benchmarks.servers import Server
from tests.support.browser import FLAGS, PHONE

#: Kilobytes of 1,000 bytes.
PAGES = {"ticket page": 60, "ticket page with before and after": 120, "search": 80, "map": 180}


def first_visit_rows(server: Server, paths: dict[str, str]) -> Iterator[Row]:
    """For each of PAGES, headers included."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        yield failed("bytes of a first visit", "Chromium is not installed")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        for name, limit in PAGES.items():
            if name in paths:
                yield _row(browser, server.address, name, paths[name], limit)
        browser.close()


def _row(browser: Browser, address: str, name: str, path: str, limit: float) -> Row:
    parts, elsewhere = _received(browser, address, path)
    if elsewhere:
        return failed(f"bytes of a first visit: {name}", f"asked others than the portal: {', '.join(elsewhere)}")
    kinds = ", ".join(f"{kind.lower()} {size / 1000:.1f}" for kind, size in sorted(parts.items()))
    size = Measure(sum(parts.values()) / 1000, "KB")
    return at_most(f"bytes of a first visit: {name}", size, limit, f"{kinds}; no third party")


def _received(browser: Browser, address: str, path: str) -> tuple[dict[str, int], list[str]]:
    """Bytes by kind of resource, as the browser's own network panel counts them; addresses that are not ours."""
    context = browser.new_context(viewport=PHONE, locale="id-ID")  # type: ignore[arg-type]
    page = context.new_page()
    panel = context.new_cdp_session(page)
    kinds: dict[str, str] = {}
    parts: dict[str, int] = {}
    elsewhere: list[str] = []

    def came(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = event["type"]
        if not event["response"]["url"].startswith((address, "data:")):
            elsewhere.append(event["response"]["url"])

    def ended(event: dict[str, Any]) -> None:
        kind = kinds.get(event["requestId"], "Other")
        parts[kind] = parts.get(kind, 0) + int(event["encodedDataLength"])

    panel.on("Network.responseReceived", came)
    panel.on("Network.loadingFinished", ended)
    panel.send("Network.enable")
    page.goto(address + path, wait_until="networkidle")
    context.close()
    return parts, elsewhere
