"""Which street the words of a search name, and that such a name leads to what is open there."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portal.extensions import db
from portal.queries.streets.asked import streets_asked
from tests.support.lens import sources
from tests.support.pages import Pages
from tests.support.street_search import drawn, measured
from tests.support.streets import AMPERA, street_city

ASKED = {
    "ampera raya": 1,
    "Jl. Ampera Raya": 1,
    '"ampera raya"': 1,
    "lubang di ampera raya depan sekolah": 1,
    "swadaya": 2,
    "sampah jalan swadaya": 2,
    "sampah swadaya": 0,
    "ampera": 1,
    "lubang di jl ampera dekat sekolah": 1,
    "lubang ampera": 0,
    "jl amper": 0,
    "jalan sekolah": 0,
    "instansi:bina ampera raya": 0,
    "": 0,
    "ampera raya " * 20: 0,
}


def test_the_words_of_a_search_name_a_street(app: Flask, session: Session, pages: Pages) -> None:
    street_city(app, session)
    asked = sources(app, session)
    for words, streets in ASKED.items():
        assert len(streets_asked(asked, words)) == streets, words
    page = pages.get("/tickets?q=lubang+ampera+raya")
    assert page.links("p.street-named a") == [AMPERA]
    assert "2 laporan masih terbuka" in page.words("p.street-named")
    open_, *_ = page.all("ol.rows > li")
    assert "Menunggu" in open_.get_text(), "what is open comes first"
    assert pages.get("/tickets?q=lubang").all("p.street-named") == []


@pytest.mark.only_on("sqlite")
def test_a_streets_name_leads_to_the_open_report_that_one_has_in_mind(
    demonstration: Flask, reader: FlaskClient
) -> None:
    with demonstration.app_context():
        figures = measured(reader, drawn(db.session(), 12))
    assert figures.sought == 12
    assert figures.by_street >= 0.9 and figures.with_word >= 0.8, figures
