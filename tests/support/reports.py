"""A citizen who goes through the steps of a report, in a city that knows some reports already."""

from __future__ import annotations

from bs4 import BeautifulSoup

from tests.support.examine import value
from tests.support.pages import Page, Pages

TEXT = "Lubang besar di depan gerbang sekolah, sudah ada yang jatuh. Hubungi saya 0812-3456-7890."
CONTACT = "Siti.Marker@Example.org"


def place(pages: Pages, **typed: str) -> Page:
    """The second step: what is known of the place."""
    code = next(o for o in pages.get("/report").all("#area option") if o.get_text() == "Ragunan")
    said = {"area": value(code, "value"), "place": "Jalan Ampera Raya, depan sekolah", **typed}
    return pages.submit(pages.get("/report"), "form.reporting", status=200, **said)


def check(pages: Pages, status: int = 200, **typed: str) -> Page:
    """The fourth step: the preview."""
    page = pages.get(place(pages).links(".do a")[0])
    return pages.submit(page, status=status, **{"text": TEXT, **typed})


def send(pages: Pages, **typed: str) -> Page:
    """The end page of a report."""
    return pages.submit(check(pages, 200, **typed))


def code_of(end: Page) -> str:
    return end.words("p.lead .num")


def link_of(end: Page) -> str:
    """The private link, as a path."""
    return value(end.one("#tautan"), "value").removeprefix("http://localhost")


def texts(page: Page) -> str:
    """All that came over the line."""
    return str(BeautifulSoup(page.response.text, "html.parser"))
