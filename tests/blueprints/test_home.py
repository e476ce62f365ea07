"""The front page: the question, the search, what waits, what was said last."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.intake.record import record_many
from portal.actions.sources import hear
from portal.blueprints import facts
from portal.context import portal_of
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.source_clock import SpokenSource
from portal.extensions import db
from portal.models import ImportRun
from portal.projections.scorecards import recompute
from tests.support.complaints import MORNING, complaint, step
from tests.support.installed import install
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


@pytest.mark.only_on("sqlite")
def test_a_small_city_whose_export_ended_long_ago_says_so_and_compares_nothing(
    app: Flask, session: Session, city: City, pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(city)
    promise = step(Kind.PROMISED, 2, agency="Sudin", promised_at=MORNING + timedelta(days=5))
    record_many([complaint(1, promise), *(complaint(n) for n in range(2, 12))], city)
    hear(SpokenSource(name="test", as_of=MORNING + timedelta(days=9)))
    later = MORNING + timedelta(days=1200)
    recompute(session, city, later)
    index_all(app)
    monkeypatch.setattr(clock, "now", lambda: later)
    page = pages.get("/")
    assert page.words(".story h2") == "Belum cukup laporan untuk dibandingkan"
    assert page.words(".kicker") == "Temuan minggu sampai 12 Mar 2023", "of the last news, not of today"
    assert "Kota ini, 15 Mar 2023" in page.text
    assert "Dalam tujuh hari sampai 15 Mar 2023 jatuh tempo 1 janji: 0 ditepati, 1 tidak." in page.text
    assert page.all(".late-course") == [], "nothing was due by then"
    [area] = [option for option in page.all("#dekat option") if option.get_text() == "Ragunan"]
    assert "11 laporan" in pages.get(f"/tickets?area={area['value']}&status=open").h1
