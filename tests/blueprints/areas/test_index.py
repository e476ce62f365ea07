"""/areas: a headline that is a finding, with its caution; every figure with its interval; nothing by raw counts."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.support.areas import uneven_city
from tests.support.pages import Pages

CAUTION = "Sedikit laporan tidak berarti sedikit masalah."


@pytest.fixture
def figures(app: Flask, session: Session) -> None:
    uneven_city(app, session)


@pytest.mark.usefixtures("figures")
def test_the_headline_names_who_reports_little_and_waits_long(pages: Pages) -> None:
    page = pages.get("/areas")
    assert page.h1 == "Jagakarsa: jarang melapor, lama menunggu"
    lead = page.words("p.lead")
    assert "53% warga tinggal di sana" in lead and CAUTION in lead
    assert len(page.all("svg a.left-out path.dot")) == 1, "its form says it as well as its colour"
    assert "2 laporan per 1.000 warga" in page.text
    rows = page.all("#tabel ~ table tbody tr")
    assert len(rows) == 10 and "few" not in (rows[0].get("class") or [])
    assert all("few" in (row.get("class") or []) for row in rows[3:])
    assert "Jumlah warga: tahun 2010." in page.text and "Jumlah warga 6 wilayah tidak diketahui." in page.text
    english = pages.get("/en/areas")
    assert english.h1 == "Jagakarsa: few reports, long waits"
    assert "Few reports do not mean few problems." in english.words("p.lead")


@pytest.mark.only_on("sqlite")
@pytest.mark.usefixtures("figures")
def test_order_and_map_are_plain_links_and_what_cannot_be_read_is_said(pages: Pages) -> None:
    page = pages.get("/areas?period=2023")
    by_name = pages.get(page.link("Nama").partition("#")[0])
    assert by_name.words("#tabel ~ table tbody tr:first-child th a").startswith("Cilandak")
    rate = pages.get(by_name.link("Per 1.000 warga").partition("#")[0])
    assert "sort=rate" in rate.path and "period=2023" in rate.path
    shaded = pages.get(next(a for a in rate.links("nav.layers a") if "map=overdue" in a).partition("#")[0])
    assert (
        "sort=rate" in shaded.path
        and "sort=rate" in shaded.link("semua waktu")
        and "Masih terbuka dan lewat batas" in shaded.words("div.legend")
    )
    wrong = pages.get("/areas?sort=kaya&map=x&warna=merah")
    notes = wrong.words("ul.read-notes")
    assert all(said in notes for said in ("urutan", "lapisan peta", "“warna”"))


@pytest.mark.only_on("sqlite")
@pytest.mark.usefixtures("figures")
def test_every_area_leads_to_its_page_and_every_figure_to_a_definition(pages: Pages) -> None:
    page = pages.get("/areas")
    assert pages.get(page.link("Jagakarsa")).h1 == "Kecamatan Jagakarsa"
    assert len(page.all("details.within")) == 10
    anchors = {tag["id"] for tag in pages.get("/methodology").all("[id]")}
    links = page.links("a[href*='/methodology#']")
    assert {link.partition("#")[2] for link in links} <= anchors and len(links) >= 3
    for start in ("/", "/map"):
        assert any(href.endswith("/areas") for href in pages.get(start).links("main a[href]")), start
    assert pages.get(pages.get("/").link("Wilayah")).h1 == page.h1


@pytest.mark.only_on("sqlite")
@pytest.mark.usefixtures("figures")
def test_periods_without_figures_are_not_found_and_unchanged_pages_not_sent_again(
    pages: Pages, client: FlaskClient
) -> None:
    for bad in ("2019", "2019-03", "x", "%00"):
        pages.get(f"/areas?period={bad}", status=404)
    first = client.get("/areas")
    again = client.get("/areas", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.only_on("sqlite")
def test_before_the_first_computation_the_page_says_so(pages: Pages, client: FlaskClient) -> None:
    assert "Belum ada angka" in pages.get("/areas").text
    pages.get("/areas?period=2023", status=404)
    for name in ("csv", "json"):
        assert client.get(f"/areas.{name}").status_code == 503, "a file that is not there yet is not missing"
