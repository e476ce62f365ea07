"""The map of the site for search engines: each page in each language, which belong together, and when it changed.

As sitemaps.org says: at most 50,000 addresses and 50 MB a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

MOST = 50_000
_BEGIN = '<?xml version="1.0" encoding="utf-8"?>\n'
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


@dataclass(frozen=True, slots=True)
class Mapped:
    """A page: its address in each language, the city's first one first, and the day on which it changed last."""

    addresses: Sequence[tuple[str, str]]
    changed: date | None = None


def pages(mapped: Iterable[Mapped]) -> Iterator[str]:
    """A file of pages."""
    yield f'{_BEGIN}<urlset xmlns="{_SITEMAPS}" xmlns:xhtml="{_XHTML}">\n'
    for page in mapped:
        beside = _beside(page.addresses) + _changed(page.changed)
        yield from (f"<url><loc>{escape(address)}</loc>{beside}</url>\n" for _language, address in page.addresses)
    yield "</urlset>\n"


def index(files: Iterable[tuple[str, date | None]]) -> str:
    """The file of files: the address of each, and the day on which something in it changed last."""
    rows = (f"<sitemap><loc>{escape(address)}</loc>{_changed(day)}</sitemap>\n" for address, day in files)
    return f'{_BEGIN}<sitemapindex xmlns="{_SITEMAPS}">\n{"".join(rows)}</sitemapindex>\n'


def _beside(addresses: Sequence[tuple[str, str]]) -> str:
    """The same page in all languages, as each of them must name them."""
    if len(addresses) < 2:
        return ""
    said = [*addresses, ("x-default", addresses[0][1])]
    return "".join(f'<xhtml:link rel="alternate" hreflang="{name}" href="{escape(to)}"/>' for name, to in said)


def _changed(day: date | None) -> str:
    return f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
