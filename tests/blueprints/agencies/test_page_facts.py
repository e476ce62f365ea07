"""What an agency's page says beside its figures: finding, longest waits, who gave and took, where it is late."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.agencies import deactivate
from portal.actions.apply_events import Act
from portal.actions.moderate import change_visibility
from portal.domain.city import City
from portal.domain.visibility import Visibility
from portal.models import Agency, Ticket
from tests.support.pages import Pages
from tests.support.rich_agency import ROADS, SDA, rich_agency

PAGE = f"/agencies/{SDA}?period=2023"


@pytest.fixture
def rich(session: Session, city: City) -> Session:
    rich_agency(session, city)
    return session


def test_the_page_begins_with_its_finding_and_every_jump_has_its_section(pages: Pages, rich: Session) -> None:
    page = pages.get(PAGE)
    assert "lebih cepat dari setahun sebelumnya" in page.h1
    jumps = [link.partition("#")[2] for link in page.links("p.jump a") if link.startswith("#")]
    assert len(jumps) > 6 and all(page.one(f"#{id} h2") for id in jumps)
    english = pages.get(f"/en{PAGE}")
    assert "faster than a year before" in english.h1
    assert "of 7 measures changed by more than chance explains" in english.words("#setahun")


def test_each_drawing_has_its_table(pages: Pages, rich: Session) -> None:
    page = pages.get(PAGE)
    assert len(page.all("#terlama tbody tr")) == len(page.all("#terlama svg rect.elsewhere")) == 10
    drawn = page.all("#wilayah .areas a path")
    assert {str(path["class"][0]) for path in drawn} == {"a1", "a5"}
    assert len(page.all("#wilayah table tbody tr")) == len(drawn) == 2
    assert len(page.all("#kategori td.plot svg[role=img]")) == len(page.all("#kategori tbody tr")) == 1
    assert page.words("#diteruskan tbody tr") == "Sudin Bina Marga 5 di sini 1,2 hari"
    assert "5 dari 5 lewat batas serah 6 jam" in page.words("#diteruskan")
    assert pages.get(f"/agencies/{ROADS}?period=2023").link("Sudin SDA").endswith(SDA)


def test_a_hidden_ticket_leaves_the_longest_waits_at_once_and_is_counted(
    pages: Pages, rich: Session, city: City
) -> None:
    assert "Saluran mampet 303" in pages.get(PAGE).words("#terlama")
    id = rich.scalars(select(Ticket.id).where(Ticket.source_id == "303")).one()
    change_visibility(id, Visibility.HIDDEN, "Menyebut nama orang.", Act(city))
    said = pages.get(PAGE).words("#terlama")
    assert "Saluran mampet 303" not in said and "1 laporan lain yang sama lamanya atau lebih disembunyikan" in said


def test_a_month_says_what_its_year_says_where_it_is_too_short(pages: Pages, rich: Session) -> None:
    page = pages.get(f"/agencies/{SDA}?period=2023-03")
    assert "tahun 2023" in page.words("#wilayah h2") and "tahun 2023" in page.words("#diteruskan h2")
    assert "Maret 2022" in page.words("#setahun thead")


@pytest.mark.usefixtures("figures")
def test_an_agency_that_was_deactivated_says_so(pages: Pages, session: Session, city: City) -> None:
    assert "tidak aktif lagi" not in pages.get("/agencies/dinas-cepat").text
    deactivate(session.scalars(select(Agency.id).where(Agency.slug == "dinas-cepat")).one(), city)
    page = pages.get("/agencies/dinas-cepat")
    assert "tidak aktif lagi" in page.words(".notice")
    assert page.one("section#lama"), "its figures stay"


@pytest.mark.usefixtures("figures")
def test_too_few_reports_are_no_finding(pages: Pages) -> None:
    assert pages.get("/agencies/dinas-kecil").h1 == "Dinas Kecil: terlalu sedikit laporan untuk dinilai"
