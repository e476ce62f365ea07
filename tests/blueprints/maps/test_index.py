"""The map: the city as its base, the same filter as the list, whole without JavaScript."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.support.lens import RAGUNAN, filled
from tests.support.pages import Page, Pages

pytestmark = pytest.mark.database


@pytest.fixture(autouse=True)
def city_with_tickets(app: Flask, session: Session) -> None:
    filled(app, session)


def config(page: Page) -> dict[str, object]:
    found: dict[str, object] = json.loads(str(page.one("[data-map]")["data-map"]))
    return found


def test_without_javascript_every_area_is_drawn_and_leads_to_its_tickets(pages: Pages) -> None:
    page = pages.get("/map?layer=count")
    drawn = page.all("svg.map-svg .areas a")
    assert len(drawn) == 65
    (ragunan,) = [a for a in drawn if a["data-code"] == RAGUNAN]
    assert "Ragunan: 5 laporan" in ragunan.get_text()
    assert pages.get(str(ragunan["href"])).h1.startswith("5 laporan")


def test_shades_follow_the_values_and_the_legend_names_them(pages: Pages) -> None:
    page = pages.get("/map?layer=rate")
    classes = {str(a["data-code"]): a.path["class"] for a in page.all(".areas a") if a.path}
    assert classes[RAGUNAN] != classes["31.74.09.1001"]
    assert "per 1.000 warga" in page.words(".legend").lower()
    assert "penduduk 2010" in page.words(".legend")


def test_the_map_says_that_sketched_outlines_are_sketches(pages: Pages) -> None:
    assert "Batas wilayah skematis" in pages.get("/map").words("figcaption")


def test_a_map_without_a_match_is_still_drawn(pages: Pages) -> None:
    for layer in ("count", "rate", "days"):
        assert len(pages.get(f"/map?q=zzzzqq&layer={layer}").all("svg.map-svg .areas a")) == 65


def test_without_javascript_no_name_lies_under_a_circle(pages: Pages) -> None:
    page = pages.get("/map")
    circles = [[float(str(c[at])) for at in ("cx", "cy", "r")] for c in page.all("svg.map-svg .circles circle")]
    names = [(float(str(name["x"])), float(str(name["y"]))) for name in page.all("svg.map-svg .places text")]
    assert circles
    assert len(names) >= 8  # of ten
    assert not [1 for x, y in names for cx, cy, r in circles if (x - cx) ** 2 + (y - cy) ** 2 < r**2]


def test_the_same_filter_narrows_map_and_list(pages: Pages) -> None:
    page = pages.get("/map?q=lubang&layer=count")
    assert page.h1 == "2 laporan untuk “lubang”"
    assert pages.get(page.link("Daftar")).h1.startswith("2 laporan")
    assert all("q=lubang" in link for link in page.links(".layers a"))
    assert all("layer=count" in link for link in page.links(".facet a"))


def test_the_map_says_how_many_tickets_it_cannot_show(pages: Pages) -> None:
    said = "di antaranya tidak menyebut titik"
    assert f"1 {said}" in pages.get("/map").words(".map-head")
    assert f"1 {said}" in pages.get("/map?bbox=106.79,-6.31,106.83,-6.29").words(".map-head")
    assert said not in pages.get("/map?q=puing").words(".map-head")
