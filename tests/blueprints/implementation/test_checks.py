"""Who checks: a table that links to what waits longest, and the same on the agency's own page."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update
from sqlalchemy.orm import Session

from portal import clock
from portal.domain.city import City
from portal.models import Event, Ticket
from portal.projections.scorecards import recompute
from tests.support.asked import NOW, ticket_id
from tests.support.checked import checked_city
from tests.support.installed import install
from tests.support.pages import Pages

CHECKS = "/implementation/checks"


@pytest.fixture
def checked(session: Session, city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    checked_city(session, city)
    recompute(session, city, NOW)
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.mark.usefixtures("checked")
def test_the_page_names_who_checks_and_leads_to_report_and_agency(pages: Pages) -> None:
    page = pages.get(CHECKS)
    assert "2 dari 6 pekerjaan yang dinyatakan selesai belum diperiksa." in page.words("p.lead")
    assert page.words("table th[scope=row]") == "Biro Pemerintahan Sekretariat Daerah"
    assert "33% 6,1–79%" in page.words("table") and "1 berakhir tanpa diperiksa" in page.text
    assert "Rahasia" not in page.text and "JK2303060005" not in page.text
    own = pages.get(page.link("Biro Pemerintahan Sekretariat Daerah"))
    assert "Hasil kerja yang disebut selesai diberikan kepadanya untuk diperiksa 6 kali; 2 belum diperiksa." in own.text
    assert pages.get("/en" + CHECKS).words("p.lead").startswith("2 of 6 jobs said to be done are not checked yet.")


@pytest.mark.usefixtures("checked")
@pytest.mark.only_on("sqlite")
def test_where_a_lot_decides_the_share_that_a_person_checked_is_said(pages: Pages, session: Session) -> None:
    """Report 4, which ended without a check, ends as one that the lot did not pick."""
    assert not pages.get(CHECKS).all("#diperiksa")
    its = Event.ticket_id == ticket_id(session, "4")
    session.execute(update(Event).where(its, Event.kind == "closed").values(kind="resolved", unchecked="not_drawn"))
    session.execute(update(Ticket).where(Ticket.source_id == "4").values(last_seq=Ticket.last_seq + 100))
    session.commit()
    page = pages.get(CHECKS + "?period=all")
    assert "Diperiksa orang: 75% dari 4 pekerjaan (30–95%). 1 berakhir tanpa diperiksa." in page.words("#diperiksa")
    assert "Kelurahan Ragunan 75% 30–95% dari 4" in page.words("#diperiksa table")
    own = pages.get(page.link("Kelurahan Ragunan"))
    assert "Diperiksa orang kedua 75%" in own.text
    told = pages.get("/tickets/JK2303060004")
    assert "Selesai, tidak diperiksa: undian pemeriksaan tidak jatuh padanya." in told.text


@pytest.mark.usefixtures("checked")
@pytest.mark.only_on("sqlite")
def test_a_period_that_there_is_not_is_not_found(pages: Pages, client: FlaskClient) -> None:
    for bad in ("2019", "2023-13", "%00", "' OR 1=1"):
        pages.get(f"{CHECKS}?period={bad}", status=404)
    assert client.get(f"{CHECKS}.json?period=2019").status_code == 400


@pytest.mark.only_on("sqlite")
def test_a_city_in_which_nobody_checks_says_so(pages: Pages, session: Session, city: City) -> None:
    install(city)
    assert pages.get(CHECKS).words(".empty h2") == "Belum ada pekerjaan yang diserahkan untuk diperiksa"
