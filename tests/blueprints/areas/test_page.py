"""/areas/<code>: one area's scorecard beside the city's, with what it lies in and what lies in it."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.apply_events import Act
from portal.actions.moderate import change_visibility
from portal.domain.city import City
from portal.domain.visibility import Visibility
from portal.models import Area, Ticket
from tests.support.areas import JAGAKARSA, uneven_city
from tests.support.pages import Pages

PAGE = f"/areas/{JAGAKARSA}"


@pytest.fixture
def figures(app: Flask, session: Session) -> None:
    uneven_city(app, session)


@pytest.mark.usefixtures("figures")
def test_the_page_begins_with_its_answer_beside_the_citys(pages: Pages) -> None:
    page = pages.get(PAGE)
    assert page.h1 == "Kecamatan Jagakarsa"
    lead = page.words("p.lead")
    assert "Separuh laporan tahun 2023 dari sini selesai dalam 20 hari (" in lead
    assert "Itu lebih lama daripada di seluruh kota" in lead
    assert "41 laporan" in page.text and "penduduk 2010" in page.text
    beside = page.all("table.by-area")[0].select("tbody th a")
    assert [link.get_text() for link in beside] == ["Jagakarsa", "Jakarta Selatan"]
    assert len(page.all("svg.curve polygon.band")) == 1
    assert "1 laporan masih terbuka" in page.text
    assert pages.get(page.link("Jembatan putus")).status == 200
    assert page.link("Suku Dinas Sumber Daya Air").startswith("/agencies/sudin-sda")
    assert "from here were resolved within 20 days" in pages.get("/en" + PAGE).words("p.lead")


@pytest.mark.only_on("sqlite")
@pytest.mark.usefixtures("figures")
def test_links_lead_to_its_reports_its_parts_and_back(pages: Pages) -> None:
    page = pages.get(PAGE)
    listed = pages.get(page.link("lihat laporannya"))
    assert f"area={JAGAKARSA}" in listed.path and listed.h1.startswith("41 laporan")
    part = pages.get(page.links("svg.map-svg a")[0])
    assert part.h1.startswith("Kelurahan ")
    assert [a for a in part.links("nav.crumbs a") if a.startswith(PAGE)]
    ticket = pages.get(pages.get(page.link("Jembatan putus")).link("Kelurahan "))
    assert ticket.path.startswith("/areas/31.74.09.")
    anchors = {tag["id"] for tag in pages.get("/methodology").all("[id]")}
    assert {link.partition("#")[2] for link in page.links("a[href*='/methodology#']")} <= anchors


@pytest.mark.only_on("sqlite")
@pytest.mark.usefixtures("figures")
def test_unknown_areas_and_periods_are_not_found_and_other_spellings_lead_on(pages: Pages, client: FlaskClient) -> None:
    for bad in ("/areas/entah", "/areas/31.74", "/areas/.", f"{PAGE}?period=2019-03", f"{PAGE}?period=1999"):
        pages.get(bad, status=404)
    for typed in ("31.74.09/", "31.74.09.", "31.74.09./"):
        answer = client.get(f"/areas/{typed}?period=2023")
        assert (answer.status_code, answer.headers["Location"]) == (301, f"{PAGE}?period=2023"), typed


@pytest.mark.only_on("sqlite")
@pytest.mark.usefixtures("figures")
def test_an_area_without_reports_says_so_and_blames_nobody(pages: Pages) -> None:
    page = pages.get("/areas/31.74.10")
    assert page.words("p.lead") == (
        "Tidak ada laporan masuk pada tahun 2023. Sedikit laporan tidak berarti sedikit masalah."
    )


@pytest.mark.only_on("sqlite")
@pytest.mark.usefixtures("figures")
def test_a_title_that_was_taken_back_leaves_the_page_at_once(client: FlaskClient, session: Session, city: City) -> None:
    first = client.get(PAGE)
    assert "Jembatan putus" in first.text
    again = client.get(PAGE, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    oldest = session.scalars(select(Ticket.id).where(Ticket.source_id == "500")).one()
    change_visibility(oldest, Visibility.STUB, "Memuat nama orang.", Act(city))
    after = client.get(PAGE, headers={"If-None-Match": first.headers["ETag"]})
    assert after.status_code == 200 and "Jembatan putus" not in after.text


@pytest.mark.only_on("sqlite")
@pytest.mark.usefixtures("figures")
def test_a_code_with_a_slash_has_an_address(session: Session, pages: Pages) -> None:
    session.add(Area(code="utara/1", name="Utara Satu", level="blok", identity="utara satu"))
    session.commit()
    assert pages.get("/areas/utara/1").h1 == "Blok Utara Satu"
