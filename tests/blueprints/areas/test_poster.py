"""The sheet for an office's wall: every area of the pack has one, and its code opens the form for that area."""

from __future__ import annotations

import pytest
from flask import Flask

from portal.blueprints.report.own import qr
from portal.context import portal_of
from tests.support.examine import value
from tests.support.installed import install
from tests.support.pages import Pages

pytestmark = pytest.mark.only_on("sqlite")


@pytest.mark.usefixtures("session")
def test_every_area_has_a_poster_whose_code_opens_the_form(app: Flask, pages: Pages) -> None:
    city = portal_of(app).city
    install(city)
    opened = set()
    for code, area in city.areas.items():
        page = pages.get(f"/areas/{code}/poster")
        assert area.name in page.h1
        (address,) = page.links(".poster-code a")
        assert page.words(".poster-code a") == address
        assert value(page.one(".poster-code img"), "src") == qr(address)
        opened.add(address.partition("?")[2])
    whole = {value(option, "value") for option in pages.get("/report").all("#area option")}
    assert opened == {f"area={code}" if code else "" for code in whole}
    said = pages.get(f"/en/areas/{code}/poster")
    assert "Lapor." in said.words(".poster-words[lang=id]") and "Report." in said.words(".poster-words[lang=en]")
    assert said.link("Back to") == f"/en/areas/{code}"
    assert pages.get("/report?" + page.links(".poster-code a")[0].partition("?")[2]).one("#area option[selected]")
    pages.get("/areas/99.99/poster", status=404)
