"""The front page: the question, the search, what waits, what was said last."""

from __future__ import annotations

import pytest
from flask import Flask

from portal import clock
from portal.actions.intake.record import record_many
from portal.blueprints import facts
from portal.context import portal_of
from portal.domain.city import City
from portal.domain.event import Kind
from portal.extensions import db
from portal.models import ImportRun
from tests.support.complaints import complaint, step
from tests.support.pages import Pages


def test_an_empty_city_says_so_and_still_asks_the_question(pages: Pages) -> None:
    page = pages.get("/")
    assert page.h1 == "Laporan Anda sampai di mana?"
    assert "Belum ada laporan" in page.text
    assert page.one("form[role=search] input[name=q]")


def test_the_demonstration_is_labelled_on_every_page(app: Flask, pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "ASKED_AGAIN", 0.0)  # else a city that was none is asked again after seconds
    assert not pages.get("/").all(".demo")
    with app.app_context():
        db.session().add(ImportRun(kind="demo", source="demo", name="demo", started_at=clock.now()))
        db.session().commit()
    for path in ("/?fresh", "/en/?fresh", "/desk/sign-in"):
        assert pages.get(path).all(".demo")
    assert pages.get("/nowhere", status=404).all(".demo")


def test_the_foot_says_how_far_the_log_had_come(app: Flask, city: City, pages: Pages) -> None:
    with app.app_context():
        record_many([complaint(1), complaint(2)], city)
    assert "catatan nomor 2" in pages.get("/").words("footer p")


def test_the_menu_leads_only_to_what_is_there(pages: Pages) -> None:
    for link in pages.get("/").links("header nav a"):
        pages.get(link)


def test_the_newest_answers_of_agencies_are_there_and_never_a_stub_s(app: Flask, city: City, pages: Pages) -> None:
    with app.app_context():
        record_many(
            [
                complaint(1, step(Kind.RESPONDED, 9, agency="Sudin", text="Sudah kami tambal."), title="Lubang"),
                complaint(2, step(Kind.RESPONDED, 9, agency="Sudin", text="rahasia"), private=True),
            ],
            city,
        )
        index_all(app)
    page = pages.get("/")
    assert "Sudah kami tambal." in page.text
    assert "rahasia" not in page.text
    assert "2 laporan masih terbuka" in page.text
    assert page.links(".says a")
    assert page.link("Jalan") == "/tickets?category=jalan"


def test_a_city_whose_index_is_not_built_yet_is_not_called_empty(app: Flask, city: City, pages: Pages) -> None:
    with app.app_context():
        record_many([complaint(1, title="Lubang"), complaint(2)], city)
    page = pages.get("/")
    assert "2 laporan masih terbuka; 2 lewat batas." in page.text
    assert "Belum ada laporan" not in page.text


def index_all(app: Flask) -> None:
    """Feed the index up to the end of the log."""
    from portal.projections import search_index

    search_index.rebuild(db.session(), portal_of(app).engine, portal_of(app).city)
