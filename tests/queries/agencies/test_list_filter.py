"""What an address asks of the list of agencies: read whole, or said to be unread, coarser or dropped."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.domain.city import City
from portal.queries.agencies.list_filter import AskedList, asks_for_both, list_cell, read_list_filter
from portal.queries.scorecards.group_figures import StoredFigures, stored_figures
from portal.queries.tickets.names import Names, read_names
from tests.support.compared import compared_city
from tests.support.lens import sources


@pytest.fixture
def figures(app: Flask, session: Session, city: City) -> StoredFigures:
    compared_city(session, city)
    found = stored_figures(sources(app, session))
    assert found is not None
    return found


@pytest.fixture
def names(figures: StoredFigures, session: Session) -> Names:
    return read_names(session)


def asked(figures: StoredFigures, names: Names, **values: str) -> AskedList:
    return read_list_filter(figures, {name: [v] for name, v in values.items()}, names)


def test_what_can_be_read_stands_in_the_address_again(figures: StoredFigures, names: Names) -> None:
    found = asked(figures, names, category="Jalan", sort="-open", period="all")
    assert found.filter.pairs() == {"period": "all", "category": "jalan", "sort": "-open"}
    assert (found.left_out, found.filter.scope) == ((), "agency/category")
    assert asked(figures, names).filter.pairs() == {"period": "2023"}, "the usual order needs no word"


@pytest.mark.only_on("sqlite")
def test_what_cannot_be_read_is_named_and_the_usual_stands_in_its_place(figures: StoredFigures, names: Names) -> None:
    found = asked(figures, names, category="entah", area="99", sort="--open", period="1999")
    assert sorted(found.unread) == ["area", "category", "period", "sort"]
    assert found.filter.pairs() == {"period": "2023"}
    twice = read_list_filter(figures, {"sort": ["name", "open"]}, names)
    assert twice.unread == ("sort",)


@pytest.mark.only_on("sqlite")
def test_what_is_smaller_than_the_figures_becomes_the_next_larger(figures: StoredFigures, names: Names) -> None:
    found = asked(figures, names, area="31.74.04.1006", period="2023-03")
    assert (found.filter.area, found.filter.period.key) == ("31.74.04", "2023")
    assert (found.coarser, found.unread) == (("area", "period"), ())
    assert asked(figures, names, period="2023-03").left_out == (), "all reports have figures of months"


@pytest.mark.only_on("sqlite")
def test_a_category_and_an_area_at_once_are_asked_together(figures: StoredFigures, names: Names) -> None:
    found = asked(figures, names, category="jalan", area="31.74.04.1006", period="2023-03")
    assert found.filter.pairs() == {"period": "2023", "category": "jalan", "area": "31.74.04"}
    assert (found.left_out, found.filter.whole) == (("area", "period"), "area/category")
    for given, both in (
        ({"category": ["jalan"], "area": ["31.74.04.1006"]}, True),
        ({"category": ["jalan"]}, False),
        ({"category": ["jalan"], "area": ["99"]}, False),
        ({"category": ["jalan", "pohon"], "area": ["31.74.04"]}, False),
    ):
        assert asks_for_both(given, names) == both, given


@pytest.mark.only_on("sqlite")
def test_a_list_that_is_narrowed_needs_the_tickets_of_its_category_or_area_alone(names: Names) -> None:
    jalan, pesanggrahan = names.category["jalan"].id, names.area["31.74.04"].id
    for given, cell in (
        ({}, "city"),
        ({"category": ["jalan"]}, f"category:{jalan}"),
        ({"category": ["jalan"], "area": ["31.74.04"]}, f"category:{jalan}"),
        ({"area": ["31.74.04.1006"]}, f"area:{pesanggrahan}"),
        ({"category": ["entah"]}, "city"),
        ({"category": ["jalan", "pohon"]}, "city"),
    ):
        assert list_cell(given, names) == cell, given
