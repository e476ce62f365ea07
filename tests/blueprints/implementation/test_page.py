"""The six dimensions on one page: each with its figure or why there is none, and its method."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portal.domain.city import City
from tests.support.asked import asked_city
from tests.support.pages import Pages

PAGE = "/implementation"


@pytest.mark.usefixtures("asked")
def test_each_dimension_has_a_figure_or_says_why_not(pages: Pages) -> None:
    page = pages.get(f"{PAGE}?period=all")
    dimensions = page.all("ol.six > li")
    assert len(dimensions) == 6
    assert "Tidak ada petugas yang bekerja di portal ini" in dimensions[1].get_text()
    assert "6 permintaan, 1 belum dijawab." in page.text
    assert "Kurang dari 4 unit" in dimensions[3].get_text()
    anchors = {tag["id"] for tag in pages.get("/methodology").all("[id]")}
    links = page.links("ol.six a[href*='/methodology#']")
    assert len(links) == 6 and {link.partition("#")[2] for link in links} <= anchors
    assert "Implementation" in pages.get("/en/implementation").text


@pytest.mark.usefixtures("asked")
@pytest.mark.only_on("sqlite")
def test_a_period_without_figures_is_not_found(pages: Pages) -> None:
    for bad in ("2019", "x", "%00"):
        pages.get(f"{PAGE}?period={bad}", status=404)


@pytest.mark.only_on("sqlite")
def test_before_the_first_computation_the_page_says_so(
    client: FlaskClient, pages: Pages, session: Session, city: City
) -> None:
    asked_city(session, city)
    assert "Belum ada angka" in pages.get(PAGE).text
    assert client.get("/implementation.json").status_code == 503
