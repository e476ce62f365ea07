"""What an address asks of the list of agencies: read whole, or said to be unread, coarser or dropped."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from portal.domain.city import City
from portal.queries.agencies.list_filter import AskedList, read_list_filter
from portal.queries.scorecards.periods import published_periods
from portal.queries.tickets.names import read_names
from tests.support.compared import compared_city


@pytest.fixture
def figures(session: Session, city: City) -> Session:
    return compared_city(session, city)


def asked(session: Session, city: City, **values: str) -> AskedList:
    published = published_periods(session, city.zone)
    assert published is not None
    return read_list_filter(session, {name: [v] for name, v in values.items()}, published, read_names(session))


def test_what_can_be_read_stands_in_the_address_again(figures: Session, city: City) -> None:
    found = asked(figures, city, category="Jalan", sort="-open", period="all")
    assert found.filter.pairs() == {"period": "all", "category": "jalan", "sort": "-open"}
    assert (found.left_out, found.filter.scope) == ((), "agency/category")
    assert asked(figures, city).filter.pairs() == {"period": "2023"}, "the usual order needs no word"


@pytest.mark.only_on("sqlite")
def test_what_cannot_be_read_is_named_and_the_usual_stands_in_its_place(figures: Session, city: City) -> None:
    found = asked(figures, city, category="entah", area="99", sort="--open", period="1999")
    assert sorted(found.unread) == ["area", "category", "period", "sort"]
    assert found.filter.pairs() == {"period": "2023"}
    published = published_periods(figures, city.zone)
    assert published is not None
    twice = read_list_filter(figures, {"sort": ["name", "open"]}, published, read_names(figures))
    assert twice.unread == ("sort",)


@pytest.mark.only_on("sqlite")
def test_what_is_smaller_than_the_figures_becomes_the_next_larger(figures: Session, city: City) -> None:
    found = asked(figures, city, area="31.74.04.1006", period="2023-03")
    assert (found.filter.area, found.filter.period.key) == ("31.74.04", "2023")
    assert (found.coarser, found.unread) == (("area", "period"), ())
    assert asked(figures, city, period="2023-03").left_out == (), "all reports have figures of months"


@pytest.mark.only_on("sqlite")
def test_a_category_and_an_area_at_once_leave_the_category(figures: Session, city: City) -> None:
    found = asked(figures, city, category="jalan", area="31.74.04")
    assert (found.filter.category, found.filter.area, found.dropped) == ("jalan", "", "31.74.04")
    assert found.left_out == ("area",)
