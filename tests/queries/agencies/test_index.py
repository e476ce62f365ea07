"""All agencies of a period: each kind in its own order, ranked only where enough tickets say so."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.domain.city import City
from portal.projections.scorecards import recompute
from portal.queries.agencies.document import COLUMNS, list_document, table
from portal.queries.agencies.index import AgencyList, agency_list
from portal.queries.agencies.names import agency_names, units_below
from portal.queries.scorecards.periods import published_periods, scorecards_version
from tests.queries.agencies.test_page import ZONE, resolved
from tests.support.complaints import MORNING, complaint
from tests.support.installed import install
from tests.support.statements import counted

NOW = MORNING + timedelta(days=200)
FAST, SLOW, SMALL = "Dinas Cepat", "Dinas Lambat", "Dinas Kecil"


@pytest.fixture
def figures(session: Session, city: City) -> Session:
    """Two agencies with enough tickets and one with too few."""
    records = [resolved(n, FAST, 20 + n) for n in range(1, 41)]
    records += [resolved(n, SLOW, 480 + n) for n in range(101, 141)]
    records += [complaint(1500, agency=SLOW)]
    records += [resolved(n, SMALL, 5) for n in range(201, 204)]
    record_many(records, city)
    recompute(session, city, NOW)
    return session


def listed(session: Session, period: str = "") -> AgencyList:
    found = agency_list(session, period, ZONE)
    assert found is not None
    return found


def test_the_fastest_comes_first_and_a_small_one_last_without_a_rank(figures: Session) -> None:
    found = listed(figures)
    assert [row.name for row in found.rows] == [FAST, SLOW, SMALL]
    assert [row.standing.best for row in found.rows] == [1, 2, None]
    assert found.rows[0].alike == ()


def test_the_city_holds_all_tickets_together(figures: Session) -> None:
    found = listed(figures, "all")
    assert found.city.card.received == sum(row.sheet.card.received for row in found.rows) == 84
    assert (found.as_of, found.kinds[0].received) == (NOW, 84)


def test_a_period_without_figures_has_no_list(figures: Session) -> None:
    assert agency_list(figures, "1999", ZONE) is None
    assert agency_list(figures, "x", ZONE) is None


def test_a_city_without_figures_has_no_list_and_no_version(session: Session) -> None:
    assert agency_list(session, "", ZONE) is None
    assert (scorecards_version(session), published_periods(session, ZONE)) == (None, None)


def test_the_usual_period_is_a_year_that_has_lasted(figures: Session, city: City) -> None:
    recompute(figures, city, MORNING + timedelta(days=20))  # 85 days after New Year
    assert listed(figures).period.key == "all"
    recompute(figures, city, MORNING + timedelta(days=30))
    assert listed(figures).period.key == "2023"


def test_the_version_changes_whenever_figures_are_computed_again(figures: Session, city: City) -> None:
    before = scorecards_version(figures)
    assert before is not None and before[0] == int(NOW.timestamp())
    recompute(figures, city, NOW + timedelta(seconds=1))
    assert scorecards_version(figures) != before


def test_the_table_has_a_value_for_each_column(figures: Session) -> None:
    found = listed(figures)
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in table(found, ZoneInfo(ZONE))]
    assert [(row["name"], row["received"], row["small"]) for row in rows] == [
        (FAST, 40, "false"),
        (SLOW, 41, "false"),
        (SMALL, 3, "true"),
    ]
    assert rows[0]["rank_best"] == 1 and rows[2]["rank_best"] is None


def test_the_document_ranks_whom_the_page_ranks(figures: Session) -> None:
    agencies = list_document(listed(figures), ZoneInfo(ZONE))["agencies"]
    assert isinstance(agencies, list)
    assert [(a["name"], a["rank"]) for a in agencies] == [(FAST, [1, 1]), (SLOW, [2, 2]), (SMALL, None)]


def test_a_list_takes_three_statements_however_many_agencies_there_are(figures: Session) -> None:
    with counted(figures) as statements:
        listed(figures)
    assert len(statements) == 3


def test_agencies_can_be_chosen_by_name_and_units_with_theirs(session: Session, city: City) -> None:
    install(city)
    names = agency_names(session)
    assert [name for _, name in names] == sorted(name for _, name in names)
    ids = {name: id for id, name in names}
    below = [name for _, name in units_below(session, ids["Kecamatan Pasar Minggu"])]
    assert "Kelurahan Ragunan" in below and "Kecamatan Pasar Minggu" not in below
    assert units_below(session, ids["Kelurahan Ragunan"]) == []
