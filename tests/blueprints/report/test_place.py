"""The first steps: a place that the city knows, and what is known of it; each works by its address alone."""

from __future__ import annotations

import pytest

from tests.support import reports
from tests.support.examine import value
from tests.support.pages import Pages


def test_without_an_area_nothing_goes_on(pages: Pages) -> None:
    first = pages.get("/report")
    assert first.h1 == "Di mana tempatnya?" and len(first.all("#area optgroup")) == 10
    page = pages.submit(first, "form.reporting", status=422, place="Jalan Ampera")
    assert "Pilih wilayahnya" in page.words("[role=alert]") and value(page.one("#place"), "value") == "Jalan Ampera"
    assert pages.get("/report/write?place=Jalan").path == "/report"


@pytest.mark.only_on("sqlite")
def test_a_point_is_enough_and_one_outside_of_the_city_is_said(pages: Pages) -> None:
    page = pages.get("/report/near?lat=-6.302&lon=106.8215")
    known = page.all(".known > li")
    assert len(page.links('.known a[href$="/seen"]')) == len(page.links('.known a[href^="/follow"]')) == len(known)
    assert "dalam 700 meter" in page.text and len(page.all(".known .num")) == len(page.all(".known > li")) > 0
    assert "Ragunan, Pasar Minggu · titik di peta" in page.text
    outside = pages.get("/report/near?lat=-6.9&lon=107.6", status=422)
    assert "di luar kota ini" in outside.words("[role=alert]")


@pytest.mark.only_on("sqlite")
def test_where_nothing_is_known_it_goes_on_at_once_in_english_too(pages: Pages) -> None:
    code = next(option for option in pages.get("/report").all("#area option") if option.get_text() == "Bintaro")
    page = pages.get(f"/en/report/near?area={value(code, 'value')}")
    assert page.h1 == "No open report here yet" and not page.all(".known")
    form = pages.get(page.links(".do a")[0])
    assert form.h1 == "What has happened?" and form.path.startswith("/en/report/write")
    assert value(form.one("[name=area]"), "value") == value(code, "value")
    assert form.response.headers["Cache-Control"] == "no-store"


@pytest.mark.only_on("sqlite")
def test_each_page_leads_to_the_form(pages: Pages) -> None:
    for path in ("/", "/tickets?q=tidakadayangbegini", "/agencies"):
        assert "/report" in pages.get(path).links(), path
    assert reports.place(pages).link("Ubah tempat").startswith("/report?area=")
