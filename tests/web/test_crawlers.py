"""What search engines may fetch."""

from __future__ import annotations

import re

from portal.domain.lens_address import parse
from portal.web.crawlers import ENDLESS, is_kept, robots


def refused(address: str) -> bool:
    """As search engines read a rule: ``*`` is anything, and an address that begins so is meant."""
    return any(re.match(re.escape(rule).replace(r"\*", ".*"), address) for rule in ENDLESS)


def test_every_page_is_let_in_once_and_no_endless_combination() -> None:
    open_to_all = [
        "/",
        "/tickets/JK1",
        "/en/tickets/JK1",
        "/tickets?category=jalan",
        "/agencies/x?period=2026",
        "/data",
    ]
    assert [address for address in open_to_all if refused(address)] == []
    endless = ["/tickets?category=jalan&status=open", "/en/map?q=lampu", "/map?bbox=1,2,3,4", "/areas?as_of=2026-01-01"]
    endless += ["/tickets.csv?category=jalan", "/tickets.geojson?overdue=1"]
    assert [address for address in endless if not refused(address)] == []


def test_nobody_is_let_into_the_desk_and_whoever_previews_a_link_may_see_any_list() -> None:
    previews, everybody = robots(["/desk/", "/en/desk/"], "https://x/sitemap.xml").split("\n\n")[:2]
    for group in (previews, everybody):
        assert "Disallow: /desk/" in group and "Disallow: /en/desk/" in group
    assert "User-agent: WhatsApp" in previews and "/*?q=" not in previews
    assert everybody.startswith("User-agent: *") and "/*?q=" in everybody


def test_lists_of_one_facet_are_kept_and_no_others() -> None:
    asked = {"": True, "category=jalan": True, "area=31": True, "q=lampu": False, "category=-jalan": False}
    asked |= {
        "category=jalan&page=2": False,
        "status=open": False,
        "category=a&category=b": False,
        "sort=newest": False,
    }
    for query, kept in asked.items():
        pairs: dict[str, list[str]] = {}
        for name, _, value in (part.partition("=") for part in query.split("&") if part):
            pairs.setdefault(name, []).append(value)
        assert is_kept(parse(pairs)[0]) is kept, query
