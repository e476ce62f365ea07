"""/compare: a headline that answers, a chart, a table or a map of it, and what is said to what cannot be read."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portal.domain.city import City
from tests.support.compared import compared_city
from tests.support.lens import fed
from tests.support.pages import Pages


@pytest.fixture
def figures(session: Session, city: City) -> None:
    compared_city(session, city)


@pytest.mark.usefixtures("figures")
def test_the_headline_answers_and_every_view_has_its_address(pages: Pages) -> None:
    page = pages.get("/compare?category=jalan")
    assert page.h1 == "Jalan: paling lambat Sudin SDA, dan itu bukan kebetulan"
    assert "1 dari 2 jelas melewati batas 7 hari." in page.words("p.lead")
    rows = page.all("table.points tbody tr")
    assert [row.get("class") for row in rows] == [["slower"], ["neither"], ["few"]]
    assert len(page.all("svg.slower path.dot")) == 1, "its form says it as well as its colour"
    table = pages.get(page.link("Tabel"))
    assert table.h1 == page.h1 and len(table.all("table.compared tbody tr")) == 3
    areas = pages.get("/compare?of=areas&category=jalan")
    assert areas.h1 == "Jalan: paling lambat di Tebet, dan itu bukan kebetulan"
    assert len(pages.get(areas.links("nav.views > a")[2]).all("svg.map-svg path")) == 10
    english = pages.get("/en/compare?category=jalan&measure=on-time")
    assert english.h1 == "Roads: most often late is Sudin SDA, and that is not chance"
    assert "clearly below the share of all together" in english.words("p.lead")


@pytest.mark.only_on("sqlite")
@pytest.mark.usefixtures("figures")
def test_which_is_slowest_at_what_is_asked_most_is_two_clicks_from_home_and_agencies(
    app: Flask, session: Session, pages: Pages
) -> None:
    fed(app, session)
    for start, link in (("/", "Siapa yang paling lambat?"), ("/agencies", "Bandingkan menurut kategori")):
        choice = pages.get(pages.get(start).link(link))
        offered = choice.links("nav[aria-label='Pilih kategori'] p.jump a")
        assert "category=jalan" in offered[0] and "category=pohon" in offered[1], "most reported first, and not by name"
        assert pages.get(offered[0]).h1.startswith("Jalan: paling lambat Sudin SDA"), start
        assert not pages.get(offered[0]).all("nav[aria-label='Pilih kategori']")


@pytest.mark.only_on("sqlite")
@pytest.mark.usefixtures("figures")
def test_a_question_without_an_answer_says_why(pages: Pages) -> None:
    alone = pages.get("/compare?category=pohon")
    assert alone.h1 == "Pohon: tidak ada yang dapat dibandingkan"
    assert "100% laporan tahun 2023, 40 dari 40, ada di Sudin LH." in alone.words("p.lead")
    assert pages.get("/compare?kind=dinas").h1 == "Semua kategori: terlalu sedikit laporan untuk dibandingkan"
    assert pages.get("/compare?category=pohon&kind=dinas").all("table") == []


@pytest.mark.only_on("sqlite")
@pytest.mark.usefixtures("figures")
def test_pages_say_what_they_left_out_and_files_refuse_it(pages: Pages, client: FlaskClient) -> None:
    query = "?category=entah&period=1999&view=globe&colour=red&utm_source=x"
    notes = pages.get(f"/compare{query}").words("ul.read-notes")
    for said in ("Isi “kategori”", "Isi “periode”", "Isi “tampilan”", "“colour”"):
        assert said in notes
    assert "utm" not in notes
    assert "per tahun; yang tampil tahun 2023" in pages.get("/compare?category=jalan&period=2023-03").words(
        "ul.read-notes"
    )
    for name in ("json", "csv"):
        refused = client.get(f"/compare.{name}?category=entah&colour=red")
        assert refused.status_code == 400 and "entah" in refused.text and "colour" in refused.text
        assert client.get(f"/compare.{name}?category=jalan&period=2023-03").status_code == 400


@pytest.mark.only_on("sqlite")
@pytest.mark.usefixtures("figures")
def test_files_are_cited_by_the_log_that_they_are_of(client: FlaskClient) -> None:
    found = client.get("/compare.json?category=jalan")
    seq, head = found.headers["X-Log-Head"].split(":")
    assert (found.get_json()["seq"], found.get_json()["head"]) == (int(seq), head)
    page = found.get_json()["page"]
    assert page.endswith("/compare?of=agencies&kind=suku+dinas&category=jalan&period=2023&measure=median")
    lines = client.get("/compare.csv?category=jalan")
    assert lines.mimetype == "text/csv" and lines.text.count("\n") == 4
    assert lines.headers["X-Log-Head"] == found.headers["X-Log-Head"]


@pytest.mark.only_on("sqlite")
@pytest.mark.usefixtures("figures")
def test_the_question_is_two_clicks_from_the_agencies_and_one_from_a_category(pages: Pages) -> None:
    compare = pages.get(pages.get("/agencies").link("Bandingkan menurut kategori"))
    assert pages.get(compare.link("Jalan")).h1.startswith("Jalan: paling lambat Sudin SDA")
    agency = pages.get("/agencies/sudin-sda")
    assert pages.get(agency.link("bandingkan")).h1.startswith("Jalan: paling lambat Sudin SDA")
    assert "category=jalan" in pages.get("/tickets?category=jalan").link("Bandingkan instansi")


def test_before_the_first_figures_the_page_says_so(pages: Pages, client: FlaskClient) -> None:
    assert "Belum ada angka" in pages.get("/compare").text
    assert client.get("/compare.json").status_code == 503
