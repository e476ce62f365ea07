"""All that an agency's page shows beside the figures of its period, and the same for machines."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.apply_events import Act
from portal.actions.moderate import change_visibility
from portal.domain.change import Change, Compares
from portal.domain.city import City
from portal.domain.figure import ENOUGH
from portal.domain.finding import FindingKind
from portal.domain.visibility import Visibility
from portal.models import Ticket
from portal.queries.agencies.document import page_document
from portal.queries.agencies.facts import AgencyFacts, agency_facts
from portal.queries.agencies.page import AgencyPage, agency_page, agency_version
from portal.queries.sources import Sources
from tests.support.asked import sources_of
from tests.support.rich_agency import NOW, ROADS, SDA, rich_agency
from tests.support.statements import counted


@pytest.fixture
def rich(session: Session, city: City) -> Session:
    rich_agency(session, city)
    return session


@pytest.fixture
def sources(app: Flask, session: Session) -> Sources:
    return sources_of(app, session)


def page_and_facts(sources: Sources, period: str, slug: str = SDA) -> tuple[AgencyPage, AgencyFacts]:
    known = agency_version(sources.session, slug)
    assert known is not None
    found = agency_page(sources, known, period)
    assert found is not None
    return found, agency_facts(sources, found)


@pytest.mark.usefixtures("rich")
def test_a_year_is_beside_the_year_before_and_the_finding_follows(sources: Sources) -> None:
    _, facts = page_and_facts(sources, "2023")
    years = facts.year_before
    assert years is not None and years.period.key == "2022"
    assert (years.received, years.running, years.comparable) == ((128, 40), True, True)
    assert years.begins is not None and years.begins.isoformat() == "2022-03-06"
    changes = {one.what: one.change for one in years.figures}
    assert (changes[Compares.MEDIAN], changes[Compares.ON_TIME]) == (Change.BETTER, Change.BETTER)
    assert facts.finding is not None and facts.finding.kind is FindingKind.FASTER


@pytest.mark.usefixtures("rich")
def test_all_time_and_the_first_year_have_nothing_before_them(sources: Sources) -> None:
    assert page_and_facts(sources, "all")[1].year_before is None
    assert page_and_facts(sources, "2022")[1].year_before is None


@pytest.mark.usefixtures("rich")
def test_what_went_on_is_told_from_both_sides_also_on_the_page_of_a_month(sources: Sources) -> None:
    _, facts = page_and_facts(sources, "2023-03")
    assert facts.given is not None and facts.taken is None
    assert [(o.agency.key, o.held.n, o.held.value) for o in facts.given.others] == [(ROADS, 5, 30 * 3600)]
    other = page_and_facts(sources, "2023", ROADS)[1]
    assert other.taken is not None and [o.agency.key for o in other.taken.others] == [SDA]


@pytest.mark.usefixtures("rich")
def test_the_map_shades_areas_by_their_share_and_leaves_small_ones_empty(sources: Sources) -> None:
    _, facts = page_and_facts(sources, "2023")
    areas = facts.areas
    assert areas is not None and areas.level == "kelurahan"
    late, prompt = areas.places
    assert (late.on_time.value, prompt.on_time.value) == (0, 1)
    assert (late.on_time.n, prompt.on_time.n) == (48, 80)  # also what went on and what waits
    assert (areas.shade(late), areas.shade(prompt), areas.shade(None)) == (5, 1, 0)
    assert areas.place(late.area.key) is late and areas.elsewhere == 0
    assert page_and_facts(sources, "2022")[1].areas is None, "one area alone is nothing to compare"
    assert min(late.on_time.n, prompt.on_time.n) >= ENOUGH


@pytest.mark.usefixtures("rich")
def test_the_ten_longest_waits_are_named_with_the_time_in_hand(sources: Sources) -> None:
    found, facts = page_and_facts(sources, "2023")
    waits = facts.longest.waits
    assert [wait.ticket.title for wait in waits] == [f"Saluran mampet {n}" for n in range(301, 311)]
    assert waits[0].here == waits[0].ticket.waited and waits[0].ticket.until == NOW
    assert found.oldest is waits[0].ticket and facts.longest.hidden == 0


def test_a_hidden_one_is_counted_and_not_named_and_the_version_changes(
    rich: Session, sources: Sources, city: City
) -> None:
    before = agency_version(rich, SDA)
    assert page_and_facts(sources, "2023")[1].withdrawn == 0, "and this is kept"
    id = rich.scalars(select(Ticket.id).where(Ticket.source_id == "305")).one()
    change_visibility(id, Visibility.HIDDEN, "Menyebut nama orang.", Act(city))
    after = agency_version(rich, SDA)
    assert before is not None and after is not None and before.key != after.key
    found, facts = page_and_facts(sources, "2023")
    assert (len(facts.longest.waits), facts.longest.hidden) == (9, 1)
    said = str(page_document(found, facts, ZoneInfo(sources.city.zone)))
    assert facts.withdrawn == 1 and "'withdrawn': 1" in said
    assert "Saluran mampet 304" in said and "Saluran mampet 305" not in said


@pytest.mark.usefixtures("rich")
def test_machines_are_told_the_same(sources: Sources) -> None:
    found, facts = page_and_facts(sources, "2023")
    said = page_document(found, facts, ZoneInfo(sources.city.zone))
    assert said["active"] is True
    assert isinstance(said["finding"], dict) and said["finding"]["kind"] == "faster"
    assert isinstance(said["year_before"], dict) and said["year_before"]["figures"]["median"]["change"] == "better"
    assert isinstance(said["passed_on"], dict) and said["passed_on"]["agencies"][0]["agency"] == ROADS
    assert said["received_from"] is None
    assert isinstance(said["areas"], dict) and len(said["areas"]["on_time"]) == 2
    assert isinstance(said["longest_waits"], dict) and len(said["longest_waits"]["tickets"]) == 10


@pytest.mark.usefixtures("rich")
def test_an_agency_without_reports_has_no_facts(sources: Sources) -> None:
    _, facts = page_and_facts(sources, "2023", "bpbd")
    assert (facts.finding, facts.year_before, facts.given, facts.areas, facts.longest.waits) == (None,) * 4 + ((),)


def test_the_facts_take_few_statements_however_many_reports_there_are(rich: Session, sources: Sources) -> None:
    page_and_facts(sources, "2023")  # names and outlines are kept from here on
    with counted(rich) as statements:
        page_and_facts(sources, "2023-Q1")
    assert len(statements) <= 26, statements
