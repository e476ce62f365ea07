"""/streets: every street that reports name, one tap from the front page and the map."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.support.pages import Pages
from tests.support.streets import AMPERA, street_city


def test_every_street_is_listed_with_what_is_open(app: Flask, session: Session, pages: Pages) -> None:
    assert "Belum ada jalan" in pages.get("/streets").text
    street_city(app, session)
    page = pages.get("/streets")
    assert page.h1 == "3 jalan dengan laporan" and "9 laporan di jalan-jalan ini masih terbuka" in page.words(".lead")
    assert page.links(f"section .street-list a[href='{AMPERA}']")
    assert page.one("input[type=search]")["data-ahead"], "names are suggested while typing"
    assert pages.get("/en/streets").h1 == "3 streets with reports"


@pytest.mark.only_on("sqlite")
def test_front_page_map_and_sitemap_lead_to_it(reading: Pages) -> None:
    for path in ("/", "/map"):
        assert reading.get(path).all('main a[href="/streets"]'), path
    assert "/streets</loc>" in reading.client.get("/sitemaps/pages.xml").text
    strips = reading.get(reading.get("/streets").links(".street-list a")[0]).all("ol.numbered svg")
    assert strips, "each open report has its strip of life"
