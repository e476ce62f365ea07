"""All areas of a period: per resident, by waits, within the areas that they lie in, and what is said of them."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.context import portal_of
from portal.domain.city import City
from portal.domain.equity import EquityVerdict
from portal.models import Area
from portal.queries.areas.chart import equity_chart
from portal.queries.areas.document import COLUMNS, list_document, table
from portal.queries.areas.index import AreaList, area_list
from portal.queries.areas.rows import AreaSort
from portal.queries.sources import Sources
from portal.queries.versioned_cache import VersionedCache
from tests.support.areas import IN_JAGAKARSA, JAGAKARSA, PASAR_MINGGU, SETIABUDI, TEBET_CODE, uneven_city
from tests.support.statements import counted

DAY = 86_400


@pytest.fixture
def sources(app: Flask, session: Session, city: City) -> Sources:
    uneven_city(app, session)
    return Sources(session, portal_of(app).engine, city, VersionedCache())


def listed(sources: Sources, period: str = "", sort: AreaSort = AreaSort.WAIT) -> AreaList:
    found = area_list(sources, period, sort)
    assert found is not None
    return found


def test_the_area_that_reports_little_and_waits_long_is_named(sources: Sources) -> None:
    found = listed(sources)
    assert (found.period.key, found.level, found.level_below) == ("2023", "kecamatan", "kelurahan")
    first = found.largest.rows[0]
    assert (first.named.key, first.received) == (JAGAKARSA, 41)
    assert first.rate is not None and first.rate.value == pytest.approx(41 / 20)
    assert first.median.value == pytest.approx(20 * DAY, rel=0.1)
    assert (found.equity.verdict, found.equity.left_out) == (EquityVerdict.LEFT_OUT, (JAGAKARSA,))
    assert found.equity.rate == pytest.approx(1000 * 129 / 38_000)
    assert found.equity.share == 20_000 / 38_000
    assert (found.years, found.uncounted) == ((2010,), 6)
    with counted(sources.session) as statements:
        listed(sources)
    assert len(statements) <= 5, "however many areas there are"


def test_small_areas_come_last_whatever_they_are_ordered_by(sources: Sources) -> None:
    for sort in AreaSort:
        keys = [row.named.key for row in listed(sources, sort=sort).largest.rows]
        judged = [key for key in keys if key in (JAGAKARSA, TEBET_CODE, PASAR_MINGGU)]
        if sort is AreaSort.NAME:
            assert judged == [JAGAKARSA, PASAR_MINGGU, TEBET_CODE] == sorted(judged, key=keys.index)
        else:
            assert (judged[0], keys[:3]) == (JAGAKARSA, judged), sort
    row = next(row for row in listed(sources).largest.rows if row.named.key == SETIABUDI)
    assert (row.small, row.alike) == (True, ())


@pytest.mark.only_on("sqlite")
def test_who_cannot_be_told_apart_is_said(sources: Sources) -> None:
    found = listed(sources)
    assert (found.largest.comparison.pairs, found.largest.comparison.different) == (3, 2)
    alike = {row.named.key: row.alike for row in found.largest.rows if not row.small}
    assert alike == {JAGAKARSA: (), TEBET_CODE: ("Pasar Minggu",), PASAR_MINGGU: ("Tebet",)}


@pytest.mark.only_on("sqlite")
def test_smaller_areas_stand_within_the_larger_one_also_those_without_any_report(sources: Sources) -> None:
    found = listed(sources)
    assert [group.above.key for group in found.smaller if group.above] == [row.named.key for row in found.largest.rows]
    assert len(found.below) == 65 and len(found.rows) == 75
    assert {row.named.parent for row in found.smaller[0].rows} == {JAGAKARSA}
    silent = [row for row in found.below if row.sheet is None]
    assert silent and all((row.received, row.small, row.median.value) == (0, True, None) for row in silent)


@pytest.mark.only_on("sqlite")
def test_a_city_of_other_levels_or_of_one_is_read_as_well(sources: Sources, session: Session) -> None:
    districts = replace(sources, city=replace(sources.city, levels=("distrik",)), cache=VersionedCache())
    session.execute(update(Area).where(Area.level == "kecamatan").values(level="distrik"))
    session.execute(update(Area).where(Area.level == "kelurahan").values(level="blok", parent_id=None))
    session.commit()
    found = listed(districts)
    assert (found.level, found.level_below, len(found.smaller)) == ("distrik", "blok", 1)
    assert found.smaller[0].above is None
    session.execute(update(Area).values(level="distrik", identity=None))
    session.commit()
    alone = listed(replace(districts, cache=VersionedCache()))
    assert (alone.level, alone.level_below, alone.smaller, len(alone.largest.rows)) == ("distrik", "", (), 75)
    assert alone.equity_below is None


@pytest.mark.only_on("sqlite")
def test_a_period_that_no_figures_of_areas_are_stored_of_has_no_list(sources: Sources) -> None:
    assert {period.key for period in listed(sources).periods} == {"all", "2023", "2023-Q1", "2023-03"}
    for key in ("2023-03", "2019", "x"):
        assert area_list(sources, key) is None


def test_before_the_first_figures_there_is_no_list(app: Flask, session: Session, city: City) -> None:
    assert area_list(Sources(session, portal_of(app).engine, city, VersionedCache()), "") is None


@pytest.mark.only_on("sqlite")
def test_without_known_residents_nothing_is_said_of_who_reports_little(sources: Sources, session: Session) -> None:
    session.execute(update(Area).values(population=None))
    session.commit()
    found = listed(replace(sources, cache=VersionedCache()))
    assert (found.equity.verdict, found.equity.rate, equity_chart(found)) == (EquityVerdict.UNKNOWN, None, None)
    assert [row.rate for row in found.rows] == [None] * 75


@pytest.mark.only_on("sqlite")
def test_files_say_what_the_page_says(sources: Sources) -> None:
    zone, found = ZoneInfo("Asia/Jakarta"), listed(sources)
    lines = [
        dict(zip(COLUMNS, row, strict=True)) for row in table(found.rows, found.period, found.as_of, found.seq, zone)
    ]
    rows = {str(line["area"]): line for line in lines}
    assert list(rows) == sorted(rows) and len(rows) == 75
    far = rows[JAGAKARSA]
    assert (far["received"], far["per_1000"], far["population_year"], far["open"]) == (41, 2.05, 2010, 1)
    assert (rows[IN_JAGAKARSA]["per_1000"], rows[SETIABUDI]["small"]) == (None, "true")
    document = list_document(found, zone)
    said = document["little_reported_long_waits"]
    assert isinstance(said, dict) and (said["verdict"], said["areas"]) == ("left_out", [JAGAKARSA])
    areas = document["areas"]
    assert isinstance(areas, list) and [area["area"] for area in areas] == list(rows)


@pytest.mark.only_on("sqlite")
def test_the_chart_shows_the_areas_whose_residents_are_known(sources: Sources) -> None:
    chart = equity_chart(listed(sources))
    assert chart is not None
    shown = {point.area.key: point for point in chart.points}
    assert set(shown) | {SETIABUDI} == {JAGAKARSA, TEBET_CODE, PASAR_MINGGU, SETIABUDI}
    assert shown[JAGAKARSA].area.left_out and not shown[TEBET_CODE].area.left_out
    assert shown[JAGAKARSA].x < chart.rate_x < shown[TEBET_CODE].x and shown[JAGAKARSA].y < chart.wait_y
