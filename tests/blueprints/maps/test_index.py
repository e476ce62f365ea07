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


def corners(page: Page) -> list[list[float]]:
    found: list[list[float]] = json.loads(str(page.one("[data-map]")["data-map"]))["frame"]
    return found


def test_without_javascript_every_area_is_drawn_and_leads_to_its_tickets(pages: Pages) -> None:
    page = pages.get("/map")
    drawn = page.all("svg.map-svg .areas a")
    assert len(drawn) == 65
    (ragunan,) = [a for a in drawn if a["data-code"] == RAGUNAN]
    assert "Ragunan: 5 laporan" in ragunan.get_text()
    assert pages.get(str(ragunan["href"])).h1.startswith("5 laporan")


def test_shades_differ_the_legend_says_their_edges_and_few_reports_are_hatched(reading: Pages) -> None:
    for layer in ("rate", "overdue", "days"):
        page = reading.get(f"/map?layer={layer}")
        classes = {str(a.path["class"]) for a in page.all(".areas a") if a.path}
        assert len(classes - {"a0"}) >= 4, layer
        edges = [li.get_text().strip() for li in page.all(".legend li")]
        assert edges[0].startswith("< ") and all(edge.startswith("≥ ") for edge in edges[1:-1]), layer
        assert edges[-1] == "kurang dari 30 laporan"
    assert "penduduk 2010" in reading.get("/map?layer=rate").words(".legend")
    few = reading.get("/map?layer=rate&category=banjir").all(".areas .a0")
    assert few and reading.get("/map?layer=rate").one("pattern#few")


def test_the_map_says_that_sketched_outlines_are_sketches(pages: Pages) -> None:
    assert "Batas wilayah skematis" in pages.get("/map").words("figcaption")


def test_a_map_without_a_match_is_still_drawn(pages: Pages) -> None:
    for layer in ("overdue", "rate", "days"):
        assert len(pages.get(f"/map?q=zzzzqq&layer={layer}").all("svg.map-svg .areas a")) == 65


def test_without_javascript_no_name_lies_under_a_mark(reading: Pages) -> None:
    page = reading.get("/map")
    circles = [[float(str(c[at])) for at in ("cx", "cy", "r")] for c in page.all("svg.map-svg .circles circle")]
    names = [(float(str(name["x"])), float(str(name["y"]))) for name in page.all("svg.map-svg .places text")]
    assert len(circles) > 30
    assert names
    assert not [1 for x, y in names for cx, cy, r in circles if (x - cx) ** 2 + (y - cy) ** 2 < r**2]


def test_without_javascript_circles_and_steps_lead_closer_and_marks_to_their_reports(
    reading: Pages, pages: Pages
) -> None:
    page = reading.get("/map")
    circle = page.one("svg.map-svg .circles a:first-child")
    assert "laporan, perbesar" in circle.get_text() and "Sekitar " in circle.get_text()
    nearer = reading.get(str(circle["href"]))
    assert nearer.h1.endswith(" laporan dalam bingkai ini")
    held = int(nearer.h1.partition(" ")[0].replace(".", ""))
    assert 0 < held < 3_000
    steps = {str(step["data-step"]): str(step["href"]) for step in nearer.all(".map-buttons a")}
    assert len({reading.get(steps[step]).one("svg.map-svg")["viewbox"] for step in steps}) == len(steps) == 7
    near = pages.get("/map?bbox=106.79,-6.26,106.81,-6.24")
    assert near.links("svg.map-svg .marks a") == ["/tickets/JK2303060006"]
    around = pages.get("/map?bbox=106.81,-6.31,106.83,-6.29").links("svg.map-svg .marks a")
    assert any("is%3Aprivate&area=31.74.04.1004" in link for link in around)
    assert all(pages.get(link).h1 for link in around)


def test_the_frame_is_kept_by_every_step_and_a_search_goes_to_its_results(pages: Pages) -> None:
    frame = "bbox=106.79%2C-6.26%2C106.81%2C-6.24"
    page = pages.get(f"/map?status=open&layer=days&{frame}")
    kept = [*page.links(".layers a"), *page.links(".facet a"), *page.links(".chips a"), *page.links("a.tongue")]
    elsewhere = [link for link in kept if "area=" in link]
    assert elsewhere and not any("bbox=" in link for link in elsewhere)  # another area is looked at where it lies
    kept = [link for link in kept if link not in elsewhere]
    assert kept and [link for link in kept if frame not in link and frame.replace("%2C", ",") not in link] == []
    assert page.all(".facets form input[name=bbox]")
    assert not page.all(".find input[name=bbox]")
    found = pages.get("/map?q=tebal")
    (south, west), (north, east) = corners(found)
    assert south < -6.25 < north and west < 106.8 < east and east - west < 0.05
    assert not any("bbox=" in link for link in found.links(".facet a"))  # nobody has chosen it
    assert config(pages.get("/map"))["frame"] is None


def test_the_legend_shows_the_marks_that_the_map_draws(pages: Pages) -> None:
    page = pages.get("/map?bbox=106.79,-6.31,106.83,-6.24")
    drawn = {str(use["href"]) for use in page.all("svg.map-svg .marks use")}
    models = {str(use["href"]) for use in page.all("template use")}
    assert "#m-late" in drawn and drawn <= models
    assert {str(use["href"]) for use in page.all(".legend use")} >= {"#m-late", "#m-open", "#m-resolved", "#m-closed"}
    assert {f"#{symbol['id']}" for symbol in page.all("symbol")} == models


def test_the_same_filter_narrows_map_and_list(pages: Pages) -> None:
    page = pages.get("/map?q=lubang&layer=overdue")
    assert page.h1 == "2 laporan untuk “lubang”"
    assert pages.get(page.link("Daftar")).h1.startswith("2 laporan")
    assert all("q=lubang" in link for link in page.links(".layers a"))
    assert all("layer=overdue" in link for link in page.links(".facet a"))


def test_the_map_says_how_many_have_no_place_only_where_it_shows_them_all(pages: Pages) -> None:
    said = "1 tanpa lokasi, hanya di daftar."
    assert pages.get("/map").h1 == "7 laporan, 6 di peta"
    assert said in pages.get("/map").words(".map-head")
    for other in ("?bbox=106.79,-6.31,106.83,-6.29", "?q=puing", "?layer=days"):
        assert said not in pages.get(f"/map{other}").words(".map-head")
    assert pages.get("/map?layer=days").h1 == "7 laporan menurut wilayah"


@pytest.mark.only_on("sqlite")
def test_close_by_the_streets_are_drawn_with_their_names_and_from_afar_none(reading: Pages) -> None:
    near = reading.get("/map?bbox=106.815,-6.268,106.825,-6.258")
    assert near.all(".street-lines path") and near.all(".street-names text")
    assert near.one("#peta")["data-streets"] == "/streets/lines.json"
    assert "jalan tanpa laporan tidak digambar" in near.text
    assert reading.get("/map").all(".street-lines path") == []
