"""An agency's page: its figures of a period beside the city's, its categories and units, and the oldest open ticket."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.actions.apply_events import Act
from portal.actions.intake.record import record_many
from portal.actions.moderate import change_visibility
from portal.context import current_portal
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.period import ALL, parse
from portal.domain.record import Record
from portal.domain.visibility import Visibility
from portal.models import Ticket
from portal.projections.scorecards import recompute
from portal.queries.agencies.document import page_document
from portal.queries.agencies.facts import agency_facts
from portal.queries.agencies.page import AgencyPage, agency_categories, agency_page, agency_units, agency_version
from portal.queries.sources import Sources
from portal.queries.versioned_cache import VersionedCache
from tests.support.asked import sources_of
from tests.support.complaints import MORNING, complaint, step
from tests.support.installed import install
from tests.support.statements import counted

NOW = MORNING + timedelta(days=200)
OWN, OTHER = "sudin-sda", "pam-jaya"
ZONE = "Asia/Jakarta"


def resolved(number: int, agency: str, hours: float, **changes: object) -> Record:
    done = step(Kind.RESOLVED, number + hours, agency=agency, text="Selesai.")
    return complaint(number, done, agency=agency, **changes)


@pytest.fixture
def figures(session: Session, city: City) -> Session:
    """Thirty resolved and one open of ours, five of another's, computed 200 days later."""
    install(city)
    records = [resolved(n, OWN, 20 + n, category="Banjir" if n < 12 else "Tutup Saluran") for n in range(1, 31)]
    records += [complaint(50, agency=OWN, category="Banjir", title="Lubang lama")]
    records += [resolved(n, OTHER, 10) for n in range(1000, 1005)]  # in April
    record_many(records, city)
    recompute(session, city, NOW)
    return session


def of(session: Session) -> Sources:
    return Sources(session, current_portal().engine, current_portal().city, VersionedCache())


def page(session: Session, period: str = "", slug: str = OWN) -> AgencyPage:
    known = agency_version(session, slug)
    assert known is not None
    found = agency_page(of(session), known, period)
    assert found is not None
    return found


def test_the_figures_are_those_of_the_agency_and_the_whole_city(figures: Session) -> None:
    found = page(figures, "all")
    assert found.sheet is not None and found.whole is not None and found.city is not None
    assert (found.sheet.card.received, found.city.card.received) == (31, 36)
    assert found.whole.card.backlog.n == 1
    assert (found.slug, found.parent.slug if found.parent else "") == (OWN, "dinas-sda")


def test_the_usual_period_is_the_newest_year_and_others_can_be_asked_for(figures: Session) -> None:
    found = page(figures)
    assert (found.period.key, found.as_of, found.running) == ("2023", NOW, "2023-09")
    keys = ["all", "2023", "2023-Q1", "2023-Q2", "2023-03", "2023-04"]  # those with tickets
    assert [p.key for p in found.periods] == keys
    month = page(figures, "2023-03")
    assert month.sheet is not None and month.categories_of == parse("2023", ZONE)
    assert page(figures, "2023-04").sheet is None  # another agency's only
    assert page(figures, "all").categories_of is ALL


@pytest.mark.parametrize("period", ["1999", "x", "2023-13", "2023-Q5"])
def test_a_period_without_figures_has_no_page(figures: Session, period: str) -> None:
    known = agency_version(figures, OWN)
    assert known is not None
    assert agency_page(of(figures), known, period) is None


def test_an_agency_that_is_not_there_has_no_version(figures: Session) -> None:
    assert agency_version(figures, "entah") is None


def test_an_agency_without_tickets_has_a_page_without_figures(figures: Session) -> None:
    found = page(figures, slug="kelurahan-ragunan")
    assert (found.sheet, found.whole, found.oldest) == (None, None, None)
    assert found.city is not None


def test_before_the_first_computation_a_page_has_no_figures(session: Session, city: City) -> None:
    install(city)
    found = page(session)
    assert (found.period, found.periods, found.as_of, found.seq, found.city) == (ALL, (), None, 0, None)


def test_the_ticket_that_has_waited_longest_is_named_while_it_is_open(figures: Session, city: City) -> None:
    oldest = page(figures).oldest
    assert oldest is not None
    assert (oldest.title, oldest.category_en, oldest.linked) == ("Lubang lama", "Floods", True)
    figures.execute(
        update(Ticket)
        .where(Ticket.source_id == "50")
        .values(status="selesai", ended_at=NOW, resolved_at=NOW, closing="resolved")
    )
    figures.commit()
    assert page(figures).oldest is None


def test_the_oldest_ticket_loses_its_words_and_its_link_when_it_is_hidden(figures: Session, city: City) -> None:
    before = agency_version(figures, OWN)
    id = figures.scalars(select(Ticket.id).where(Ticket.source_id == "50")).one()
    change_visibility(id, Visibility.HIDDEN, "Menyebut nama orang.", Act(city))
    after, oldest = agency_version(figures, OWN), page(figures).oldest
    assert before is not None and after is not None and before.key != after.key
    assert oldest is not None and (oldest.title, oldest.linked) == ("", False)


def test_the_version_is_the_same_in_every_period_and_changes_with_the_figures(figures: Session, city: City) -> None:
    first, again, other = (agency_version(figures, slug) for slug in (OWN, OWN, OTHER))
    assert first is not None and again is not None and other is not None
    assert first.key == again.key != other.key
    assert page(figures, "all").version == page(figures, "2023").version == first.key
    recompute(figures, city, NOW + timedelta(hours=1))
    later = agency_version(figures, OWN)
    assert later is not None and later.key != first.key


def test_categories_come_with_most_complaints_first(figures: Session) -> None:
    found = agency_categories(figures, page(figures).id, ALL)
    assert [(row.name_en, row.sheet.card.received) for row in found] == [("Drain covers", 19), ("Floods", 12)]
    assert agency_categories(figures, 9999, ALL) == ()


def test_units_are_those_right_below_by_name(figures: Session) -> None:
    units = agency_units(figures, page(figures, slug="kecamatan-pasar-minggu").id)
    assert "kelurahan-ragunan" in {unit.slug for unit in units}
    assert [unit.name for unit in units] == sorted(unit.name for unit in units)
    assert agency_units(figures, page(figures, slug="kelurahan-ragunan").id) == ()


def test_the_document_says_the_same_with_names_and_units(figures: Session, app: Flask) -> None:
    found = page(figures, "all")
    said = page_document(found, agency_facts(sources_of(app, figures), found), ZoneInfo(ZONE))
    assert (said["agency"], said["period"], said["seq"]) == (OWN, "all", found.seq)
    shown = said["figures"]
    assert isinstance(shown, dict) and (shown["received"], shown["backlog"]["open"]) == (31, 1)
    assert shown["resolution"]["median"]["n"] == 31
    months = said["months"]
    assert isinstance(months, list) and months[0]["month"] == "2023-03"
    assert said["categories_period"] == "all"


def test_a_page_takes_few_statements_whatever_its_period_and_an_unchanged_one_three(figures: Session) -> None:
    with counted(figures) as statements:
        page(figures, "2023-Q1")
    # the agency, its figures, how new the oldest tickets are; these; periods, figures of this one, the city's first day
    assert len(statements) == 7
    with counted(figures) as statements:
        agency_version(figures, OWN)
    assert len(statements) == 3
