"""The map: the city as its base, the same filter as the list, whole without JavaScript."""

from __future__ import annotations

import json
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete
from sqlalchemy.orm import Session

from portal.models import AreaShape
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


def test_the_frame_in_the_address_is_looked_at_and_does_not_change_what_is_asked(pages: Pages) -> None:
    page = pages.get("/map?bbox=106.79,-6.26,106.81,-6.24")
    assert page.h1 == "7 laporan di peta"
    assert page.words("#dalam-bingkai h2") == "Dalam bingkai ini"
    assert page.words("#dalam-bingkai .quiet.num").startswith("1 laporan")
    assert config(page)["frame"] == [[-6.26, 106.79], [-6.24, 106.81]]
    assert str(page.one("svg.map-svg")["viewbox"]) != str(pages.get("/map").one("svg.map-svg")["viewbox"])


def test_the_frame_alone_leads_people_to_the_list(client: FlaskClient) -> None:
    answer = client.get("/map/frame?q=lubang&bbox=106.7,-6.4,106.9,-6.2")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/tickets?q=lubang&bbox=106.7%2C-6.4%2C106.9%2C-6.2"


def test_circles_hold_every_placed_ticket_at_every_zoom(client: FlaskClient) -> None:
    for zoom in range(0, 21, 4):
        found = client.get(f"/map/cells.json?zoom={zoom}").get_json()
        assert found["placed"] == sum(cell[2] for cell in found["cells"]) == 6


def test_the_map_says_how_many_tickets_it_cannot_show(pages: Pages) -> None:
    said = "di antaranya tidak menyebut titik"
    assert f"1 {said}" in pages.get("/map").words(".map-head")
    assert f"1 {said}" in pages.get("/map?bbox=106.79,-6.31,106.83,-6.29").words(".map-head")
    assert said not in pages.get("/map?q=puing").words(".map-head")


def test_single_tickets_have_status_place_and_a_name(client: FlaskClient) -> None:
    spots = client.get("/map/tickets.json").get_json()["tickets"]
    assert len(spots) == 6
    by_code = {spot[0]: spot for spot in spots}
    assert by_code["JK2303060004"][1:] == ["menunggu", -6.2985, 106.8212, "Jalan"]
    assert all(client.get(f"/tickets/{code}").status_code == 200 for code in by_code)


def test_outlines_are_geojson_and_can_be_kept(client: FlaskClient) -> None:
    answer = client.get("/map/areas.json?level=kecamatan")
    collection = json.loads(answer.text)
    assert len(collection["features"]) == 10
    again = client.get("/map/areas.json?level=kecamatan", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_a_city_without_outlines_is_framed_by_its_bounds(session: Session, pages: Pages) -> None:
    session.execute(delete(AreaShape))
    session.commit()
    page = pages.get("/map?layer=rate")
    assert page.all(".areas a") == []
    assert page.all(".layers a[aria-current]")[0].get_text() == "Jumlah"
    assert config(page)["home"] == [[-6.378, 106.725], [-6.19, 106.88]]


def test_the_script_is_told_no_foreign_address(pages: Pages) -> None:
    told = json.dumps(config(pages.get("/en/map?q=lubang")))
    assert not re.search(r"https?://", told)
    assert '"/en/map/cells.json"' in told


@pytest.mark.parametrize("level", ["%00", "planet", ""])
def test_a_level_without_outlines_gives_those_of_the_smallest(client: FlaskClient, level: str) -> None:
    answer = client.get(f"/map/areas.json?level={level}")
    assert len(json.loads(answer.data)["features"]) == 65
