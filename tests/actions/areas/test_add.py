"""Areas that a source names are made with level and parent; those that are there stay as they are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from portal.actions.areas.add import add_areas
from portal.domain.city import PackArea
from portal.extensions import db
from portal.models import Area

DISTRICT = PackArea(code="cd-1", name="District 1", level="district")
COUNCIL = PackArea(code="nc-7", name="Venice NC", level="council", parent="cd-1")


@pytest.fixture(autouse=True)
def context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def areas() -> list[tuple[str, str, str, str | None]]:
    db.session.expire_all()
    rows = {area.id: area for area in db.session.scalars(select(Area).order_by(Area.id))}
    parents = {id: rows[area.parent_id].code if area.parent_id else None for id, area in rows.items()}
    return [(area.code, area.name, area.level, parents[id]) for id, area in rows.items()]


def test_parents_and_children_are_made_in_one_change() -> None:
    add_areas([DISTRICT, COUNCIL])
    assert areas() == [("cd-1", "District 1", "district", None), ("nc-7", "Venice NC", "council", "cd-1")]


def test_an_area_may_hang_below_one_that_is_there() -> None:
    add_areas([DISTRICT])
    add_areas([COUNCIL])
    assert areas()[1] == ("nc-7", "Venice NC", "council", "cd-1")


def test_what_is_there_stays_as_it_is() -> None:
    add_areas([DISTRICT])
    add_areas([PackArea(code="cd-1", name="Another", level="kota")])
    assert areas() == [("cd-1", "District 1", "district", None)]


def test_no_areas_are_no_change() -> None:
    add_areas([])
    assert areas() == []


def test_a_parent_that_is_not_there_leaves_nothing_half_made() -> None:
    other = PackArea(code="cd-2", name="District 2", level="district")
    with pytest.raises(KeyError):
        add_areas([other, COUNCIL])
    assert areas() == []


def test_codes_of_one_address_are_areas_of_their_own_in_any_order() -> None:
    named = [PackArea(code=f"w-{name}", name=name, level="kota") for name in ("a" * 90, "a" * 91, "東", "B+", "B")]
    add_areas(named)
    add_areas(named[::-1])
    assert [code for code, *_ in areas()] == ["w-" + "a" * 78, "w-" + "a" * 76 + "-2", "w-東", "w-b", "w-b-2"]


def test_an_area_that_an_earlier_release_made_of_this_code_is_the_same() -> None:
    db.session.add(Area(code="w-pasar-minggu", name="Pasar Minggu", level="kota"))
    db.session.commit()
    add_areas([PackArea(code="w-pasar minggu", name="PASAR MINGGU", level="kota")])
    assert areas() == [("w-pasar-minggu", "Pasar Minggu", "kota", None)]
