"""What search engines ask."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from portal.exports import sitemap as files
from tests.support.pages import Pages

pytestmark = pytest.mark.only_on("sqlite")
LOCATION = re.compile("<loc>http://localhost([^<]+)</loc>")


def named(reader: FlaskClient, path: str) -> list[str]:
    answer = reader.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "application/xml")
    return [address.replace("&amp;", "&") for address in LOCATION.findall(answer.text)]


def test_the_map_of_the_site_holds_every_open_ticket_in_files_that_are_small_enough(
    reader: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST", 2_000)
    found = named(reader, "/sitemap.xml")
    assert found[:2] == ["/sitemaps/pages.xml", "/sitemaps/tickets-0.xml"] and len(found) == 5
    tickets = [address for path in found[1:] for address in named(reader, path)]
    assert len(tickets) == len(set(tickets)) and 2_000 < len(tickets) < 6_000
    assert {address.startswith("/en/") for address in tickets} == {True, False}
    assert max(len(named(reader, path)) for path in found[1:]) <= 2_000
    assert reader.get("/sitemaps/tickets-99.xml").status_code == 404
    assert named(reader, "/en/sitemaps/tickets-1.xml") == named(reader, "/sitemaps/tickets-1.xml")


def test_what_the_map_names_may_be_kept_and_is_the_pages_own_address(reader: FlaskClient, reading: Pages) -> None:
    pages = named(reader, "/sitemaps/pages.xml")
    lists = [path for path in pages if "category=" in path]
    some = [*pages[:8], *lists[:2], *named(reader, "/sitemaps/tickets-0.xml")[:2]]
    for path in some:
        page = reading.get(path)
        assert page.one("link[rel=canonical]")["href"] == f"http://localhost{path}"
        assert page.all("meta[name=robots]") == [], path
