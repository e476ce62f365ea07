"""What keeps people out of a page, found in a real browser: by axe-core, and by what sticks out of a narrow window."""

from __future__ import annotations

from functools import lru_cache

from playwright.sync_api import Page

from tests.support.live import ROOT
from tests.support.need import missing

WIDE, NARROW = {"width": 1366, "height": 900}, {"width": 320, "height": 700}  # 320: 1280 pixels at 400 %
#: The marks of a map lie where they lie; the list beside it holds the same, and no mark of it is small.
_RUN = """async (only) => {
  const of = only ? {exclude: [[".leaflet-marker-pane"]]} : document;
  const found = await axe.run(of, {resultTypes: ["violations"], ...(only && {runOnly: only})});
  return found.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 150)).join(" | ")}`);
}"""
#: What reaches over the right edge, unless a box around it scrolls by itself.
_OUTSIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
  .filter((e) => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 3).map((e) => e.outerHTML.slice(0, 150))"""


@lru_cache(maxsize=1)
def axe() -> str:
    file = ROOT / "node_modules/axe-core/axe.min.js"
    return file.read_text() if file.exists() else missing("axe-core", "npm ci")


def barriers(page: Page) -> list[str]:
    """Of the page that is open: all rules on a wide light screen, colours and width on a narrow dark one."""
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    page.emulate_media(color_scheme="light", reduced_motion="reduce")  # no colour is seen on its way
    page.evaluate(axe())
    found = [f"light {line}" for line in page.evaluate(_RUN, None)]
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found += [f"dark {line}" for line in page.evaluate(_RUN, ["color-contrast", "target-size"])]
    found += [f"wider than 320 pixels: {line}" for line in page.evaluate(_OUTSIDE)]
    return [f"{page.url} {line}" for line in found]
