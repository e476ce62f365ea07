"""All agencies of a period: each kind in its own order, ranked only where enough tickets say so."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.context import portal_of
from portal.domain.city import City
from portal.projections.scorecards import recompute
from portal.queries.agencies.document import COLUMNS, list_document, table
from portal.queries.agencies.index import AgencyList, agency_list
from portal.queries.agencies.names import agency_names, units_below
from portal.queries.scorecards.periods import published_periods, scorecards_version
from portal.queries.sources import Sources
from portal.queries.versioned_cache import VersionedCache
from tests.queries.agencies.test_page import ZONE, resolved
from tests.support.compared import ALONE, QUICK, SLOW, compared_city
from tests.support.complaints import MORNING, complaint
from tests.support.installed import install
from tests.support.statements import counted

NOW = MORNING + timedelta(days=200)
FAST, LATE, SMALL = "Dinas Cepat", "Dinas Lambat", "Dinas Kecil"


@pytest.fixture
def sources(app: Flask, session: Session, city: City) -> Sources:
    """A city without figures yet."""
    return Sources(session, portal_of(app).engine, city, VersionedCache())


@pytest.fixture
def figures(sources: Sources) -> Sources:
    """Two agencies with enough tickets and one with too few."""
    records = [resolved(n, FAST, 20 + n) for n in range(1, 41)]
    records += [resolved(n, LATE, 480 + n) for n in range(101, 141)]
    records += [complaint(1500, agency=LATE)]
    records += [resolved(n, SMALL, 5) for n in range(201, 204)]
    record_many(records, sources.city)
    recompute(sources.session, sources.city, NOW)
    return sources


@pytest.fixture
def narrowed(sources: Sources) -> Sources:
    """Offices with reports in two areas and of two categories."""
    compared_city(sources.session, sources.city)
    return sources


def listed(sources: Sources, **asked: str) -> AgencyList:
    found = agency_list(sources, {name: [value] for name, value in asked.items()})
    assert found is not None
    return found


def names(found: AgencyList) -> list[str]:
    return [row.named.name for row in found.rows]


def test_who_makes_people_wait_longest_comes_first_and_a_small_one_last_without_a_rank(figures: Sources) -> None:
    found = listed(figures)
    assert names(found) == [LATE, FAST, SMALL]
    assert [row.standing.best for row in found.rows] == [2, 1, None]
    assert (found.rows[0].standing.alike, found.kinds[0].groups) == ((), ())
    assert [row.named.name for row in found.extremes or ()] == [LATE, FAST]


@pytest.mark.only_on("sqlite")
def test_the_order_is_that_of_the_chosen_column_and_too_few_stay_last_in_figures(figures: Sources) -> None:
    orders = {
        "median": [FAST, LATE, SMALL],
        "-median": [LATE, FAST, SMALL],
        "on-time": [LATE, FAST, SMALL],
        "-on-time": [FAST, LATE, SMALL],
        "-reports": [LATE, FAST, SMALL],
        "reports": [SMALL, FAST, LATE],
        "-open": [LATE, FAST, SMALL],
        "name": [FAST, SMALL, LATE],
        "-name": [LATE, SMALL, FAST],
    }
    for sort, expected in orders.items():
        found = listed(figures, sort=sort)
        if sort == "-open":  # two have none open
            assert names(found)[0] == LATE
        else:
            assert names(found) == expected, sort
        assert {row.named.name: row.standing.best for row in found.rows} == {FAST: 1, LATE: 2, SMALL: None}
    assert listed(figures, sort="on-time").kinds[0].comparison.measure == "on-time", "ranked by what it is sorted by"


def test_a_category_has_the_figures_of_its_reports_alone(narrowed: Sources) -> None:
    found = listed(narrowed, category="jalan")
    assert [(row.slug, row.sheet.card.counted) for row in found.kinds[0].rows] == [
        (SLOW, 40), (QUICK, 40), ("sudin-tamhut", 3),
    ]  # fmt: skip
    assert found.whole and found.whole.card.counted == 85
    assert (found.category and found.category.name, found.period.key) == ("Jalan", "2023")
    trees = listed(narrowed, category="pohon")
    assert trees.kinds[0].alone is not None and trees.kinds[0].alone.slug == ALONE
    assert not trees.kinds[0].placed and trees.extremes is None
    assert {named.key for named in found.categories} == {"jalan", "pohon"}


def test_an_area_has_those_who_had_enough_there(narrowed: Sources) -> None:
    found = listed(narrowed, area="31.74.01")
    assert [(row.slug, row.sheet.card.counted) for row in found.rows] == [(SLOW, 40)]
    assert found.area and found.area.name == "Tebet"
    assert found.whole and found.whole.card.counted == 40
    assert {named.name for named in found.areas} == {"Tebet", "Pasar Minggu"}


@pytest.mark.only_on("sqlite")
def test_files_carry_the_filter_the_order_and_why_there_is_no_rank(narrowed: Sources) -> None:
    found = listed(narrowed, category="pohon", sort="median")
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in table(found, ZoneInfo(ZONE))]
    assert [(row["agency"], row["category"], row["area"], row["rank_best"]) for row in rows] == [
        (ALONE, "pohon", "", None)
    ]
    document = list_document(found, ZoneInfo(ZONE))
    assert document["filter"] == {"period": "2023", "category": "pohon", "sort": "median"}
    assert document["nothing_to_compare"] == ["suku dinas"]


def test_the_city_holds_all_tickets_together(figures: Sources) -> None:
    found = listed(figures, period="all")
    assert found.whole is not None
    assert found.whole.card.received == sum(row.sheet.card.received for row in found.rows) == 84
    assert (found.as_of, found.kinds[0].received) == (NOW, 84)


def test_a_city_without_figures_has_no_list_and_no_version(sources: Sources) -> None:
    assert agency_list(sources, {}) is None
    assert (scorecards_version(sources.session), published_periods(sources.session, ZONE)) == (None, None)


def test_the_usual_period_is_a_year_that_has_lasted(figures: Sources, city: City) -> None:
    recompute(figures.session, city, MORNING + timedelta(days=20))  # 85 days after New Year
    assert listed(figures).period.key == "all"
    recompute(figures.session, city, MORNING + timedelta(days=30))
    assert listed(figures).period.key == "2023"


def test_the_version_changes_whenever_figures_are_computed_again(figures: Sources, city: City) -> None:
    before = scorecards_version(figures.session)
    assert before is not None and before[0] == int(NOW.timestamp())
    recompute(figures.session, city, NOW + timedelta(seconds=1))
    assert scorecards_version(figures.session) != before


def test_the_table_has_a_value_for_each_column(figures: Sources) -> None:
    found = listed(figures)
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in table(found, ZoneInfo(ZONE))]
    assert [(row["name"], row["received"], row["small"]) for row in rows] == [
        (LATE, 41, "false"),
        (FAST, 40, "false"),
        (SMALL, 3, "true"),
    ]
    assert rows[1]["rank_best"] == 1 and rows[2]["rank_best"] is None


def test_the_document_ranks_whom_the_page_ranks(figures: Sources) -> None:
    agencies = list_document(listed(figures), ZoneInfo(ZONE))["agencies"]
    assert isinstance(agencies, list)
    assert [(a["name"], a["rank"]) for a in agencies] == [(LATE, [2, 2]), (FAST, [1, 1]), (SMALL, None)]


def test_a_list_takes_as_many_statements_however_many_agencies_there_are(figures: Sources) -> None:
    listed(figures)  # the names and the adjusted figures are kept
    with counted(figures.session) as statements:
        listed(replace(figures))
    assert len(statements) == 7


def test_agencies_can_be_chosen_by_name_and_units_with_theirs(session: Session, city: City) -> None:
    install(city)
    names = agency_names(session)
    assert [name for _, name in names] == sorted(name for _, name in names)
    ids = {name: id for id, name in names}
    below = [name for _, name in units_below(session, ids["Kecamatan Pasar Minggu"])]
    assert "Kelurahan Ragunan" in below and "Kecamatan Pasar Minggu" not in below
    assert units_below(session, ids["Kelurahan Ragunan"]) == []
