"""/compare/lists: two filters in one address, by a form that works without a script."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.support.compared import QUICK, slow_and_quick
from tests.support.pages import Pages

BOTH = f"a.category=sampah&b.agency={QUICK}"


@pytest.fixture(autouse=True)
def reported(app: Flask, session: Session) -> None:
    slow_and_quick(app, session)


def test_two_lists_are_compared_at_an_address_that_can_be_written(pages: Pages, client: FlaskClient) -> None:
    page = pages.get(f"/compare/lists?{BOTH}")
    assert page.h1 == "Daftar A lebih lambat daripada daftar B, dan itu bukan kebetulan"
    assert "A menunggu" in page.words("p.lead") and "kali" in page.words("p.lead")
    assert "Tidak ada laporan yang ada di kedua daftar." in page.text
    assert len(page.all("table.points tbody tr")) == 2 and len(page.all("svg.curve.two polyline")) == 2
    assert len(pages.get(page.link("Tabel")).all("table.figures tbody tr")) == 7
    english = pages.get(f"/en/compare/lists?{BOTH}&measure=within-7")
    assert english.h1 == "List A is slower than list B, and that is not chance"
    assert "percentage points" in english.words("p.lead")
    document = client.get(f"/compare/lists.json?{BOTH}").get_json()
    assert document["page"].endswith(f"/compare/lists?{BOTH}&measure=median") and document["verdict"] == "different"
    assert client.get(f"/compare/lists.csv?{BOTH}").text.count("\n") == 4


@pytest.mark.only_on("sqlite")
def test_the_form_keeps_what_both_lists_are(pages: Pages) -> None:
    page = pages.get(f"/compare/lists?{BOTH}&a.channel=jaki&b.from=2023-03-01&a.q=lubang")
    chosen = {"a.category": "sampah", "b.agency": QUICK, "measure": "median"}
    assert [option["value"] for option in page.all("form.ask option[selected]")] == list(chosen.values())
    for name, value in chosen.items():
        assert page.all(f'select[name="{name}"] option[value="{value}"][selected]')
    typed = {field["name"]: field["value"] for field in page.all("form.ask input") if field["value"]}
    assert typed == {"a.channel": "jaki", "b.from": "2023-03-01", "a.q": "lubang"}
    dropped = pages.get(page.links(".two-lists .clear a")[0])
    assert "b.agency" in dropped.link("CSV") and "a.category" not in dropped.link("CSV")


@pytest.mark.only_on("sqlite")
def test_what_is_not_compared_says_why(pages: Pages) -> None:
    chosen = pages.get("/compare/lists?a.status=open")
    assert chosen.h1 == "Daftar yang dipilih menurut hasilnya tidak dibandingkan"
    assert chosen.all("table.points") == [] and "memilih laporan menurut hasilnya" in chosen.text
    assert pages.get("/compare/lists").h1 == "Kedua daftar berisi laporan yang sama"
    assert "ada di kedua daftar" in pages.get("/compare/lists?a.category=sampah").text


@pytest.mark.only_on("sqlite")
def test_pages_say_what_they_left_out_and_files_refuse_it(pages: Pages, client: FlaskClient) -> None:
    query = "?a.from=kemarin&b.colour=red&c.x=1&measure=within-8&b.q=hari:banyak"
    page = pages.get(f"/compare/lists{query}")
    for said in ("dari tanggal", "“b.colour”", "“c.x”", "Isi “ukuran”", "“banyak”"):
        assert said in page.text
    for name in ("json", "csv"):
        refused = client.get(f"/compare/lists.{name}{query}")
        assert refused.status_code == 400
        for said in ("kemarin", "b.colour", "c.x", "within-8", "banyak"):
            assert said in refused.text
