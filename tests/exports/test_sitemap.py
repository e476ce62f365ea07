"""The map of the site as sitemaps.org wants it."""

from __future__ import annotations

from datetime import date
from xml.etree.ElementTree import fromstring

from portal.exports.sitemap import MOST, Mapped, index, pages

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
BOTH = (("id", "https://p/tickets?a=1&b=2"), ("en", "https://p/en/tickets?a=1&b=2"))


def test_each_language_is_an_address_of_its_own_and_names_all() -> None:
    root = fromstring("".join(pages([Mapped(BOTH, date(2026, 11, 26))])))
    assert [found.text for found in root.findall("s:url/s:loc", NAMES)] == [address for _code, address in BOTH]
    for url in root.findall("s:url", NAMES):
        assert [link.attrib["hreflang"] for link in url.findall("x:link", NAMES)] == ["id", "en", "x-default"]
        assert url.findtext("s:lastmod", namespaces=NAMES) == "2026-11-26"


def test_a_city_with_one_language_has_no_others_to_name() -> None:
    assert "hreflang" not in "".join(pages([Mapped(BOTH[:1])]))


def test_a_full_file_is_no_larger_than_search_engines_read() -> None:
    code = Mapped(
        [(name, f"https://pantau.jakarta-selatan.example.go.id/en/tickets/JK{10**10}") for name in ("id", "en")]
    )
    size = sum(len(part) for part in pages([code] * 100))
    assert size / 200 * MOST < 50_000_000


def test_the_index_names_files_and_days() -> None:
    root = fromstring(index([("https://p/a.xml", None), ("https://p/b.xml", date(2026, 1, 2))]))
    assert [found.text for found in root.findall("s:sitemap/s:loc", NAMES)] == ["https://p/a.xml", "https://p/b.xml"]
    assert [found.text for found in root.findall("s:sitemap/s:lastmod", NAMES)] == ["2026-01-02"]
