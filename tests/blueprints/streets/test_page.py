"""/streets/<slug>: what is open on a street first, how long it takes there, and which street is meant."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.apply_events import Act
from portal.actions.intake.record import record_many
from portal.actions.moderate import change_visibility
from portal.domain.city import City
from portal.domain.visibility import Visibility
from portal.models import Ticket
from portal.projections import streets
from tests.support.complaints import complaint
from tests.support.lens import fed
from tests.support.pages import Pages
from tests.support.streets import AMPERA, NOW, SWADAYA, along, street_city


@pytest.fixture(autouse=True)
def filled(app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(hours=1))
    street_city(app, session)


def test_the_page_says_what_is_open_and_how_long_it_takes(pages: Pages) -> None:
    page = pages.get(AMPERA)
    assert page.h1 == "Jalan Ampera Raya"
    still, _, half = page.words("p.lead").partition(". ")
    assert still == "2 laporan masih terbuka, semuanya lewat batas"
    assert half.startswith("Separuh laporan di jalan ini selesai dalam 1 hari")
    assert len(page.all("ol.numbered > li")) == 2
    assert [text.get_text() for text in page.all(".street-map .numbers text")] == ["1", "2"]
    assert len(page.all(".street-map .late")) == 3 and len(page.all(".street-map .way")) == 1
    assert "Dari 40 laporan warga" in page.text and "Ditambal." in page.text
    assert "40 laporan sejak" in page.text
    listed = pages.get(page.link("semua yang menyebut jalan ini"))
    assert listed.h1.startswith("40 laporan") and "Yang menyebut jalan ini" not in page.text
    ticket = pages.get(page.links("ol.numbered h3 a")[0])
    assert pages.get(ticket.link("Jalan Ampera Raya No. 5")).path.endswith(AMPERA)
    english = pages.get("/en" + AMPERA)
    assert "Half of the reports on this street are resolved within 1 day" in english.words("p.lead")


@pytest.mark.only_on("sqlite")
def test_where_more_reports_name_a_street_the_page_says_how_many_and_why(
    app: Flask, session: Session, pages: Pages, city: City
) -> None:
    story = replace(complaint(60), place="", text="Dari rumah saya sampai Jalan Ampera Raya tidak ada lampu.")
    longer = along(61, "Jalan Taman Ampera Raya No. 1")
    record_many([story, longer, along(62, "kolong jalan layang Cilandak, Jalan Ampera Raya")], city)
    fed(app, session)
    streets.rebuild(session, city, NOW)
    page = pages.get(AMPERA)
    assert "41 laporan sejak" in page.text and "Yang menyebut jalan ini 43 laporan: namanya dicari juga" in page.text
    assert pages.get(page.link("semua yang menyebut jalan ini")).h1.startswith("43 laporan")


@pytest.mark.only_on("sqlite")
def test_of_few_reports_no_figure_is_given(pages: Pages) -> None:
    slug = pages.get(SWADAYA).links("ul.bullets a")[0]
    page = pages.get(slug)
    assert page.h1.startswith("Jalan Swadaya, ")
    assert "Separuh" not in page.text and "terlalu goyah" in page.text
    assert len(page.all("ol.numbered > li")) == 4


@pytest.mark.only_on("sqlite")
def test_what_is_hidden_leaves_the_page_at_once(pages: Pages, session: Session, city: City) -> None:
    before = pages.get(AMPERA)
    hide = session.scalars(select(Ticket.id).where(Ticket.source_id == "30")).one()
    session.rollback()
    change_visibility(hide, Visibility.HIDDEN, "Menyebut nama orang.", Act(city))
    after = pages.get(AMPERA)
    assert (len(before.all("ol.numbered > li")), len(after.all("ol.numbered > li"))) == (2, 1)
    gone = {link for link in before.links("ol.numbered a") if link not in after.links("ol.numbered a")}
    assert len(gone) == 1 and "39 laporan sejak" in after.text
    assert "/streets/" not in " ".join(pages.get(gone.pop()).links("main a"))
