"""/tickets/figures: one tab beside list and map; it says what it left out, and files refuse that."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.support.compared import slow_and_quick
from tests.support.pages import Pages


@pytest.fixture(autouse=True)
def reported(app: Flask, session: Session) -> None:
    slow_and_quick(app, session)


def test_the_list_leads_to_its_figures_and_these_to_a_comparison(pages: Pages, client: FlaskClient) -> None:
    listed = pages.get("/tickets?category=sampah")
    page = pages.get(listed.link("Dalam angka"))
    assert page.h1 == "Angka dari 40 laporan"
    assert "Separuh laporan selesai dalam" in page.words("p.lead")
    assert len(page.all("svg.curve")) == 1 and len(page.all("table.figures")) == 3
    assert pages.get(page.link("Hapus semua saringan")).h1 == "Angka dari 87 laporan"
    assert "Termasuk 1 laporan yang disembunyikan" in pages.get("/tickets/figures").words("p.hidden-note")
    assert pages.get("/en/tickets/figures?q=lubang").words("p.lead").startswith("Half of the reports were resolved in")
    compared = pages.get(page.link("Bandingkan dengan daftar lain"))
    assert "A: Sampah" in compared.text and "B: Semua laporan" in compared.text
    document = client.get("/tickets/figures.json?category=sampah").get_json()
    assert document["page"].endswith("/tickets/figures?category=sampah") and document["reports"] == 40
    assert client.get("/tickets/figures.csv?category=sampah").text.startswith("figure,value,low,high,n,why,")


@pytest.mark.only_on("sqlite")
def test_few_are_grey_and_what_was_chosen_by_outcome_has_no_share(pages: Pages) -> None:
    few = pages.get("/tickets/figures?agency=kelurahan-ragunan")
    assert "terlalu sedikit untuk dijadikan ukuran" in few.words("p.lead")
    assert few.all("table.figures tbody tr") == few.all("table.figures tbody tr.few") != []
    for chosen in ("status=open", "overdue=1", "q=hari:%3E3"):
        page = pages.get(f"/tickets/figures?{chosen}")
        assert "memilih laporan menurut hasilnya" in page.text
        assert page.all("table.figures") == page.all("svg.curve") == page.all("svg.whole") == []
    assert pages.get("/tickets/figures?q=takadayangbegini").all("section") == []
    for words, cautious in (("lubang", True), ("teks:lubang", False)):
        for path in ("/tickets", "/tickets/figures"):
            shown = pages.get(f"{path}?q={words}")
            assert "%" in shown.words("p.lead"), shown.path
            assert ("juga dalam jawaban instansi" in shown.text) == cautious, shown.path


@pytest.mark.only_on("sqlite")
def test_pages_say_what_they_left_out_and_files_refuse_it(pages: Pages, client: FlaskClient) -> None:
    query = "?from=kemarin&colour=red&category=entah&q=hari:banyak"
    notes = pages.get(f"/tickets/figures{query}").words("ul.read-notes")
    for said in ("dari tanggal", "“colour”", "“entah”", "“banyak”"):
        assert said in notes
    for name in ("json", "csv"):
        refused = client.get(f"/tickets/figures.{name}{query}")
        assert refused.status_code == 400 and "colour" in refused.text and "kemarin" in refused.text
