"""The finding of the week as a chart: what it says, what it is drawn from, and its citation."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portal import clock
from portal.context import portal_of
from tests.support.lens import fed
from tests.support.pages import Pages
from tests.support.weekly import NOW, worse_city

pytestmark = pytest.mark.only_on("sqlite")


def test_the_front_page_tells_the_finding_and_its_chart_says_the_same(
    app: Flask, session: Session, pages: Pages, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/charts/weekly").status_code == 404
    worse_city(session, portal_of(app).city)
    fed(app, session)
    monkeypatch.setattr(clock, "now", lambda: NOW)
    home, said = (
        pages.get("/"),
        "Laporan tentang Pohon makin sering terlambat: kini 61%, dua belas minggu sebelumnya 23%",
    )
    assert said in home.text and "5 perbandingan dibuat, 4 menonjol." in home.text
    assert "27 Agu 2023" in home.words(".kicker")
    document = client.get("/charts/weekly.json").get_json()
    assert document["finding"] == said
    assert [row["late"] for row in document["rows"]][-1] == pytest.approx(19 / 31)
    assert {row["n"] for row in document["rows"]} == {31}
    cited = urlsplit(document["cite"])
    page = pages.get(f"{cited.path}?{cited.query}")
    assert page.h1 == said and page.all(".notice") == []
    assert said in client.get("/charts/weekly.svg").text
    english = pages.get("/en/").text
    assert "Reports about Trees are late more and more often" in english
    assert "Laporan tentang" not in english
