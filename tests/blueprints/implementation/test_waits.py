"""Who waits for whom: said in a sentence, linked to each report, and new as soon as somebody answers."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portal.actions.apply_events import Act
from portal.actions.assign import answer_coordination
from portal.domain.city import City
from tests.support.asked import ticket_id
from tests.support.installed import install
from tests.support.pages import Pages

WAITS = "/implementation/waits"


@pytest.mark.usefixtures("asked")
def test_the_page_says_who_waits_and_leads_to_the_report(pages: Pages) -> None:
    page = pages.get(WAITS)
    assert "Sekarang 1 dari 6 permintaan belum dijawab. 1 berakhir tanpa jawaban." in page.words("p.lead")
    assert "Kel. Ragunan menunggu PAM Jaya 8 hari untuk Pipa bocor" in page.words("ol.says li")
    assert pages.get(page.link("Pipa bocor")).h1 == "Pipa bocor"
    assert "Rahasia" not in page.text and "JK2303060005" not in page.text
    assert "1 permintaan menyangkut laporan yang disembunyikan" in page.text
    assert page.words("#diminta h2") == "Setiap yang diminta 2 instansi"
    assert "Suku Dinas Sumber Daya Air" in page.words("table.asked")
    assert len(page.all("table.asked tbody tr")) == 2
    listed = pages.get(page.link("Kel. Ragunan → PAM Jaya"))
    assert listed.h1 == "Kel. Ragunan menunggu PAM Jaya"
    assert pages.get("/en" + WAITS).words("p.lead").startswith("Half of the requests are answered within")


@pytest.mark.usefixtures("asked")
@pytest.mark.only_on("sqlite")
def test_an_answer_is_on_the_page_at_once(client: FlaskClient, pages: Pages, session: Session, city: City) -> None:
    before = client.get(WAITS).headers["ETag"]
    assert client.get(WAITS, headers={"If-None-Match": before}).status_code == 304
    answer_coordination(ticket_id(session, "2"), "Sudah diperbaiki.", Act(city))
    assert client.get(WAITS, headers={"If-None-Match": before}).status_code == 200
    assert "Sekarang 0 dari 6" in pages.get(WAITS).words("p.lead")


@pytest.mark.only_on("sqlite")
def test_a_city_in_which_nobody_asked_says_so(pages: Pages, session: Session, city: City) -> None:
    install(city)
    page = pages.get(WAITS)
    assert page.h1 == "Siapa menunggu siapa"
    assert page.words(".empty h2") == "Belum ada instansi yang meminta bantuan instansi lain"
    assert not page.all("table")
    assert "Tidak ada permintaan" in pages.get(f"{WAITS}/requests").text


@pytest.mark.usefixtures("asked")
@pytest.mark.only_on("sqlite")
def test_a_period_that_there_is_not_is_not_found(pages: Pages) -> None:
    assert "6 permintaan" in pages.get(f"{WAITS}?period=2023-03").text
    for bad in ("2019", "2023-13", "x", "%00", "' OR 1=1"):
        pages.get(f"{WAITS}?period={bad}", status=404)
