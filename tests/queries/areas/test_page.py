"""One area: its figures beside the city's, the areas around and within it, and whose its reports are."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.apply_events import Act
from portal.actions.moderate import change_visibility
from portal.context import portal_of
from portal.domain.city import City
from portal.domain.visibility import Visibility
from portal.models import Alias, Area, Ticket
from portal.projections.scorecards import recompute
from portal.queries.areas.document import area_document
from portal.queries.areas.page import AreaPage, area_page, area_version, present_code
from portal.queries.sources import Sources
from portal.queries.versioned_cache import VersionedCache
from tests.support.areas import IN_JAGAKARSA, JAGAKARSA, PASAR_MINGGU, TEBET_CODE, uneven_city
from tests.support.compared import NOW, QUICK, SLOW
from tests.support.statements import counted


@pytest.fixture
def sources(app: Flask, session: Session, city: City) -> Sources:
    uneven_city(app, session)
    return Sources(session, portal_of(app).engine, city, VersionedCache())


def page(sources: Sources, code: str = JAGAKARSA, period: str = "") -> AreaPage:
    known = area_version(sources, code)
    assert known is not None
    found = area_page(sources, known, period, NOW)
    assert found is not None
    return found


def test_an_area_stands_beside_the_city_with_what_lies_in_it(sources: Sources) -> None:
    found = page(sources)
    assert found.sheet is not None and found.whole is not None and found.whole_city is not None
    assert (found.row.received, found.whole_city.received, found.whole.card.backlog.n) == (41, 129, 1)
    assert found.whole_city.rate is not None and found.whole_city.rate.value == pytest.approx(1000 * 129 / 38_000)
    assert found.parts is not None and found.level_below == "kelurahan"
    assert {row.named.parent for row in found.parts.rows} == {JAGAKARSA}
    assert sum(row.received for row in found.parts.rows) == 41
    assert [(part.named.key, part.sheet.card.received) for part in found.categories] == [("jalan", 41)]
    assert found.oldest is not None and found.oldest.title == "Jembatan putus"
    assert [month.received for month in found.whole.trend] == [41, 0]
    with counted(sources.session) as statements:
        page(sources)
    assert len(statements) <= 14, "however many areas there are"


def test_whose_its_reports_are_is_told_in_shares(sources: Sources) -> None:
    reports = page(sources).reports
    assert reports is not None and reports.n == 41
    assert [(part.named.key, part.share) for part in reports.agencies] == [(SLOW, 1.0)]
    assert [(part.named.key, part.share) for part in reports.categories] == [("jalan", 1.0)]
    assert [part.named.key for part in (page(sources, TEBET_CODE).reports or reports).agencies] == [QUICK]
    assert page(sources, "31.74.10").reports is None


@pytest.mark.only_on("sqlite")
def test_a_small_area_has_no_figures_by_category_and_knows_what_it_lies_in(sources: Sources) -> None:
    busy = max(page(sources).parts.rows, key=lambda row: row.received)  # type: ignore[union-attr]
    found = page(sources, busy.named.key)
    assert (found.parts, found.categories) == (None, ())
    assert [row.named.key for row in found.above] == [JAGAKARSA]
    assert found.named in [row.named for row in found.beside] and len(found.beside) > 2
    assert found.reports is not None and found.reports.categories[0].named.key == "jalan"


@pytest.mark.only_on("sqlite")
def test_a_month_is_offered_and_none_of_it_is_stored(sources: Sources) -> None:
    known = area_version(sources, JAGAKARSA)
    assert known is not None
    assert {period.key for period in page(sources).periods} == {"all", "2023", "2023-Q1", "2023-03"}
    for period in ("2023-03", "2019", "x"):
        assert area_page(sources, known, period, NOW) is None


@pytest.mark.only_on("sqlite")
def test_an_area_without_reports_and_one_before_the_first_figures_have_a_page(
    sources: Sources, app: Flask, session: Session
) -> None:
    nothing = page(sources, "31.74.10")
    assert (nothing.sheet, nothing.whole, nothing.row.received) == (None, None, 0)
    assert nothing.whole_city is not None
    assert area_version(sources, "entah") is None


def test_before_the_first_figures_a_page_has_none(app: Flask, session: Session, city: City) -> None:
    found = Sources(session, portal_of(app).engine, city, VersionedCache())
    session.add(Area(code="a", name="A", level="x", identity="a"))
    session.commit()
    early = page(found, "a")
    assert (early.as_of, early.sheet, early.whole_city, early.reports, early.parts) == (None, None, None, None, None)


def test_the_version_changes_with_the_figures_and_when_the_named_ticket_is_redacted(
    sources: Sources, session: Session, city: City
) -> None:
    first, again, other = (area_version(sources, code) for code in (JAGAKARSA, JAGAKARSA, TEBET_CODE))
    assert first and again and other and first.key == again.key != other.key
    oldest = session.scalars(select(Ticket.id).where(Ticket.source_id == "500")).one()
    change_visibility(oldest, Visibility.STUB, "Memuat nama orang.", Act(city))
    hidden = area_version(sources, JAGAKARSA)
    assert hidden and hidden.key != first.key
    after = page(sources).oldest
    assert after is not None and after.title == ""
    recompute(session, city, NOW + timedelta(hours=1))
    later = area_version(sources, JAGAKARSA)
    assert later and later.key != hidden.key


@pytest.mark.only_on("sqlite")
def test_another_spelling_or_a_former_code_means_the_area(sources: Sources, session: Session) -> None:
    area = session.scalars(select(Area.id).where(Area.code == JAGAKARSA)).one()
    session.add(Alias(kind="area", identity="jagakarsa-lama", refers_to=area))
    session.commit()
    fresh = Sources(session, sources.engine, sources.city, VersionedCache())
    assert [present_code(fresh, typed) for typed in ("Jagakarsa-Lama", "31.74.09.", "31.74.09/")] == [JAGAKARSA] * 3
    assert present_code(fresh, "entah") is None


@pytest.mark.only_on("sqlite")
def test_the_document_says_the_same_with_names_and_parts(sources: Sources) -> None:
    said = area_document(page(sources), ZoneInfo("Asia/Jakarta"))
    assert (said["area"], said["level"], said["population"], said["period"]) == (JAGAKARSA, "kecamatan", 20_000, "2023")
    figures, parts = said["figures"], said["areas"]
    assert isinstance(figures, dict) and figures["received"] == 41
    assert isinstance(parts, list) and IN_JAGAKARSA in {part["area"] for part in parts}
    assert said["agencies"] == [{"agency": SLOW, "reports": 41, "share": 1.0}]
    assert area_document(page(sources, PASAR_MINGGU), ZoneInfo("Asia/Jakarta"))["categories_period"] == "2023"
