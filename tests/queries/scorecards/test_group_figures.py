"""Lists read figures by one interface: what is stored is what is computed for the same moment."""

from __future__ import annotations

from flask import Flask
from sqlalchemy.orm import Session

from portal.domain.as_of import AsOf
from portal.domain.city import City
from portal.domain.period import ALL, Period
from portal.queries.past.figures import past_figures
from portal.queries.scorecards.document import scorecard_document
from portal.queries.scorecards.group_figures import GroupFigures, Only, one, stored_figures
from tests.support.compared import compared_city
from tests.support.installed import install
from tests.support.lens import sources

SCOPES = ("city", "agency", "area", "category", "agency/category", "area/category", "agency/area")


def test_stored_and_computed_figures_are_equal_to_the_last_digit(app: Flask, session: Session, city: City) -> None:
    compared_city(session, city)
    of = sources(app, session)
    stored = stored_figures(of)
    assert stored is not None
    as_of = AsOf(stored.published.as_of, stored.published.seq)
    computed = past_figures(of, as_of)
    assert computed is not None
    for scope in SCOPES:
        there = stored.periods(scope).periods
        assert set(there) <= set(computed.periods(scope).periods) <= set(stored.published.periods), scope
        for period in stored.periods(scope).periods:
            assert documents(computed, scope, period) == documents(stored, scope, period) != [], (scope, period.key)
    some = stored.read("agency/category", ALL)[0]
    only = Only(agency=some.agency, category=some.category)
    assert one(stored, "agency/category", ALL, only) == one(computed, "agency/category", ALL, only) == some.sheet
    assert one(stored, "agency", ALL, Only(agency=9_999)) is None
    for wanted in (Only(), Only(agency=some.agency)):
        shares = stored.on_time(ALL, wanted)
        assert {key: of for key, of in computed.on_time(ALL, wanted).items() if of.n} == {
            key: of for key, of in shares.items() if of.n
        }
    choices = (set(of_one.ids("agency/category", "category", "2023")) for of_one in (stored, computed))
    assert set.issubset(*choices)


def documents(figures: GroupFigures, scope: str, period: Period) -> list[tuple[object, ...]]:
    """All that is told of each group; a month's curve is stored only where it is the one of a longer period."""
    found = figures.read(scope, period)
    return [(of.agency, of.category, of.area, scorecard_document(of.sheet), of.sheet.trend) for of in found]


def test_before_the_first_computation_there_are_none(app: Flask, session: Session, city: City) -> None:
    install(city)
    assert stored_figures(sources(app, session)) is None
