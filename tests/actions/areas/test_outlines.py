"""Outlines within a change: stored once, drawn upwards, official ones left alone, projections asked to begin anew."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shapely
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.areas.outlines import (
    FOLLOWING,
    ask_rebuild,
    derive_parents,
    new_version,
    put_outline,
    schematic_outlines,
    write_schematic,
)
from portal.actions.install import install
from portal.domain.city import City
from portal.extensions import db
from portal.models import Area, AreaShape, Checkpoint
from portal.queries.city.version import CITY

TEBET = "31.74.01"
BOX = shapely.box(106.84, -6.25, 106.86, -6.22)


@pytest.fixture
def session(app: Flask, city: City) -> Iterator[Session]:
    with app.app_context():
        install(city)
        yield db.session()


def area(code: str) -> int:
    return db.session.scalars(select(Area.id).where(Area.code == code)).one()


def below(code: str) -> list[int]:
    return list(db.session.scalars(select(Area.id).where(Area.parent_id == area(code)).order_by(Area.id)))


def test_an_outline_is_a_change_once(session: Session) -> None:
    tebet = area(TEBET)
    assert put_outline(session, tebet, BOX, schematic=False, source="BIG")
    assert not put_outline(session, tebet, BOX, schematic=False, source="BIG")
    assert put_outline(session, tebet, BOX, schematic=False, source="OSM")
    assert (session.get_one(AreaShape, tebet).source, session.get_one(AreaShape, tebet).schematic) == ("OSM", False)


def test_schematic_outlines_are_drawn_for_every_area_and_larger_ones_hold_the_smaller(city: City) -> None:
    drawn = schematic_outlines(city)
    assert drawn.keys() == city.areas.keys()
    for code, its in city.areas.items():
        if its.parent:
            assert drawn[its.parent].buffer(1e-6).contains(drawn[code]), code


def test_official_outlines_are_not_drawn_over(session: Session, city: City) -> None:
    put_outline(session, area(TEBET), BOX, schematic=False, source="BIG")
    session.flush()
    assert write_schematic(session, city) == 0
    assert not session.get_one(AreaShape, area(TEBET)).schematic


def test_a_parent_is_drawn_when_all_below_it_are_official(session: Session) -> None:
    children = below(TEBET)
    boxes = {id: shapely.box(106 + n, -6, 107 + n, -5) for n, id in enumerate(children)}
    for id, shape in list(boxes.items())[:-1]:
        put_outline(session, id, shape, schematic=False, source="BIG")
    session.flush()
    assert derive_parents(session, boxes, "BIG") == {}
    put_outline(session, children[-1], boxes[children[-1]], schematic=False, source="BIG")
    session.flush()
    derived = derive_parents(session, boxes, "BIG")
    assert derived.keys() == {area(TEBET)}
    assert derived[area(TEBET)].area == pytest.approx(len(children))
    assert not session.get_one(AreaShape, area(TEBET)).schematic


def test_an_area_that_was_loaded_keeps_its_own_outline(session: Session) -> None:
    loaded = dict.fromkeys([area(TEBET), *below(TEBET)], BOX)
    for id, shape in loaded.items():
        put_outline(session, id, shape, schematic=False, source="BIG")
    session.flush()
    assert derive_parents(session, loaded, "BIG").keys().isdisjoint(loaded)


def test_a_new_version_is_never_one_that_was_there(session: Session) -> None:
    versions = set()
    for _ in range(5):
        new_version(session)
        versions.add(session.get_one(Checkpoint, CITY, populate_existing=True).seq)
    assert len(versions) == 5


def test_projections_that_know_areas_begin_anew_and_others_stay(session: Session, city: City) -> None:
    at = session.get_one(Checkpoint, CITY).at
    session.add_all(Checkpoint(name=name, seq=7, at=at) for name in (*FOLLOWING, "another"))
    session.flush()
    ask_rebuild(session)
    session.expire_all()
    seqs = dict(session.execute(select(Checkpoint.name, Checkpoint.seq)).all())
    assert {name: seqs[name] for name in FOLLOWING} == dict.fromkeys(FOLLOWING, 0)
    assert seqs["another"] == 7
