"""One agency: its figures with their intervals, what it still has to do, and nothing that was taken back."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.apply_events import Act
from portal.actions.intake.record import record_many
from portal.actions.moderate import change_visibility
from portal.domain.city import City
from portal.domain.visibility import Visibility
from portal.models import Agency, Alias, Ticket
from portal.projections.scorecards import recompute
from tests.support.agencies import FAST, NOW, SLOW, resolved
from tests.support.asked import NOW as LATER
from tests.support.asked import asked_city
from tests.support.pages import Pages


@pytest.mark.usefixtures("figures")
def test_page_says_median_interval_n_as_of_and_seq(pages: Pages) -> None:
    page = pages.get("/agencies/dinas-cepat")
    lead = page.words("p.lead")
    # 40 waits of 21 to 60 hours: the 20th is 40 hours = 1,7 hari
    assert "Separuh laporan tahun 2023 yang dipegangnya selesai di sini dalam 1,7 hari (" in lead
    assert "40 laporan dipegangnya" in page.text
    assert "catatan nomor " in page.words("footer p")


@pytest.mark.usefixtures("figures")
def test_page_names_the_oldest_open_ticket_and_links_to_it(pages: Pages) -> None:
    page = pages.get("/agencies/dinas-lambat")
    assert "Yang paling lama menunggu" in page.text
    code = page.link("Ada lubang besar").rpartition("/")[2]
    assert pages.get(f"/tickets/{code}").status == 200


@pytest.mark.usefixtures("figures")
def test_every_figure_leads_to_a_definition_that_exists(pages: Pages) -> None:
    anchors = {tag["id"] for tag in pages.get("/methodology").all("h3[id]")}
    links = pages.get("/agencies/dinas-cepat").links("a[href*='/methodology#']")
    assert len(links) > 15
    assert {link.partition("#")[2] for link in links} <= anchors


@pytest.mark.usefixtures("figures")
def test_periods_are_links_and_a_period_without_figures_is_not_found(pages: Pages) -> None:
    page = pages.get("/agencies/dinas-cepat?period=2023-03")
    assert "Maret 2023" in page.words("p.lead")
    for bad in ("2019", "2023-04", "x", "2023-13", "%00", "' OR 1=1"):
        pages.get(f"/agencies/dinas-cepat?period={bad}", status=404)
        assert "Isi “periode”" in pages.get(f"/agencies?period={bad}").words("ul.read-notes")


@pytest.mark.usefixtures("figures")
def test_an_agency_without_tickets_in_the_period_says_so(pages: Pages) -> None:
    page = pages.get("/agencies/dinas-kecil?period=2023-05")
    assert "Tidak ada laporan masuk" in page.words("p.lead")


@pytest.mark.usefixtures("figures")
def test_an_unchanged_scorecard_asked_again_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/agencies/dinas-cepat")
    again = client.get("/agencies/dinas-cepat", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.usefixtures("figures")
def test_a_title_that_was_taken_back_leaves_the_scorecard_at_once(
    client: FlaskClient, session: Session, city: City
) -> None:
    first = client.get("/agencies/dinas-lambat")
    assert "Ada lubang besar" in first.text
    oldest = session.execute(select(Ticket.id).where(Ticket.source_id == "1500")).scalar_one()
    change_visibility(oldest, Visibility.STUB, "Memuat nama orang.", Act(city))
    again = client.get("/agencies/dinas-lambat", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 200
    assert "Ada lubang besar" not in again.text


@pytest.mark.usefixtures("figures")
def test_a_month_draws_its_shares_and_a_year_its_curve(session: Session, city: City, pages: Pages) -> None:
    record_many([resolved(n, SLOW, 20) for n in range(700, 735)], city)  # in April; one more came in May
    recompute(session, city, NOW)
    month = pages.get("/agencies/dinas-lambat?period=2023-04")
    assert len(month.all("svg.curve circle.dot")) == len(month.all("svg.curve line.ci")) == 5
    assert month.all("svg.curve polygon") == []
    year = pages.get("/agencies/dinas-lambat?period=2023")
    assert len(year.all(".ends polygon.band")) == 1 and len(year.all(".ends polyline.line")) == 1
    assert year.all("svg.curve") == []


@pytest.mark.usefixtures("figures")
def test_months_are_drawn_with_their_table(session: Session, city: City, pages: Pages) -> None:
    record_many([resolved(n, FAST, 20) for n in range(700, 735)], city)  # in April; the others came in March
    recompute(session, city, NOW)
    page = pages.get("/agencies/dinas-cepat")
    assert len(page.all("svg.trend rect.in")) == len(page.all("figure.trend-box tbody tr")) == 2
    assert page.all("svg.trend a") == []  # they lead nowhere here: the list of tickets has its own chart


@pytest.mark.usefixtures("figures")
def test_an_agency_of_one_month_has_no_monthly_chart(pages: Pages) -> None:
    assert pages.get("/agencies/dinas-kecil").all("svg.trend") == []


@pytest.mark.usefixtures("figures")
@pytest.mark.parametrize("typed", ["Dinas-Cepat", "dinas-cepat.", "DINAS-CEPAT.", "dinas-kilat"])
def test_another_spelling_and_a_former_address_lead_to_the_agency(
    session: Session, client: FlaskClient, typed: str
) -> None:
    fast = session.scalars(select(Agency.id).where(Agency.slug == "dinas-cepat")).one()
    session.add(Alias(kind="agency", identity="dinas-kilat", refers_to=fast))
    session.commit()
    answer = client.get(f"/agencies/{typed}?period=2023&x=1")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/agencies/dinas-cepat?period=2023")
    machine = client.get(f"/agencies/{typed}.json")
    assert (machine.status_code, machine.headers["Location"]) == (301, "/agencies/dinas-cepat.json")


@pytest.mark.usefixtures("figures")
def test_what_means_no_agency_is_not_found(pages: Pages) -> None:
    for unknown in ("entah", "entah/", ".", "dinas%20cepat"):
        pages.get(f"/agencies/{unknown}", status=404)


@pytest.mark.only_on("sqlite")
def test_an_agency_that_helped_others_says_whom_and_how_fast(pages: Pages, session: Session, city: City) -> None:
    asked_city(session, city)
    recompute(session, city, LATER)
    page = pages.get("/agencies/sudin-sda")
    assert "Instansi lain meminta bantuannya 3 kali; 0 belum dijawab. Separuhnya dijawab dalam 1 hari" in page.text
    assert "Ia sendiri meminta bantuan 1 kali; 0 belum dijawab." in page.text
    assert pages.get(page.link("PAM Jaya")).h1 == "Sudin SDA menunggu PAM Jaya"
    assert "Ditanya dan menjawab" not in pages.get("/agencies/sudin-bina-marga").text
