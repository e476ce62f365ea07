"""The map of a filter: its areas or circles, the frame to begin with, and what no map can show."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.actions.intake.record import record_many
from portal.context import portal_of
from portal.domain.lens import Box, TicketFilter
from portal.queries.maps.layers import Layer
from portal.queries.maps.page import MapPage, map_page
from tests.support.complaints import MORNING, complaint
from tests.support.lens import RAGUNAN, fed, filled, sources
from tests.support.statements import counted

NOW = MORNING + timedelta(days=30)
FRAME = Box(106.81, -6.31, 106.83, -6.29)


@pytest.fixture
def eight(app: Flask, session: Session) -> Session:
    filled(app, session)
    return session


def page(app: Flask, session: Session, filter: TicketFilter | None = None, layer: Layer = Layer.CELLS) -> MapPage:
    return map_page(sources(app, session), filter or TicketFilter(), layer, NOW)


def test_the_box_narrows_the_frame_and_not_the_list(app: Flask, eight: Session) -> None:
    found = page(app, eight, TicketFilter(bbox=FRAME))
    assert (found.found.total, found.frame.total) == (7, 5)
    assert found.found.filter.bbox is None


def test_tickets_without_a_place_are_counted_as_not_shown(app: Flask, eight: Session) -> None:
    assert page(app, eight).unplaced == 1


def test_marks_are_of_all_that_lie_in_the_frame(app: Flask, eight: Session) -> None:
    assert page(app, eight).marks.placed == 6
    assert page(app, eight, TicketFilter(bbox=FRAME)).marks.placed == 5
    assert page(app, eight, layer=Layer.RATE).marks.marks == ()


def test_a_search_is_framed_by_its_results_and_a_filter_by_the_city(app: Flask, eight: Session) -> None:
    found = page(app, eight, TicketFilter(q="tebal"))
    assert found.framed is not None and not found.chosen
    assert found.framed.west < 106.8 < found.framed.east and found.framed.east - found.framed.west < 0.05
    placed = page(app, eight, TicketFilter(area=(RAGUNAN,))).framed
    assert placed is not None and placed.north < -6.28
    assert page(app, eight, TicketFilter(status=("open",))).framed is None
    assert page(app, eight, TicketFilter(q="zzzz")).framed is None
    assert page(app, eight, TicketFilter(q="tebal", bbox=FRAME)).framed == FRAME


def test_a_city_with_outlines_has_shaded_areas_and_names_of_the_larger_ones(app: Flask, eight: Session) -> None:
    found = page(app, eight, layer=Layer.RATE)
    assert found.areas is not None and found.larger is not None and found.shading is not None
    assert (found.areas.level, found.larger.level) == ("kelurahan", "kecamatan")
    assert found.shading.counts[RAGUNAN] == 5
    assert set(found.layers) == set(Layer)
    assert {label.name for label in found.labels} <= {outline.name for outline in found.larger.outlines}


def test_groups_list_every_shaded_area_by_the_one_it_lies_in(app: Flask, eight: Session) -> None:
    found = page(app, eight, layer=Layer.RATE)
    groups = found.groups
    assert groups[0].name == "Pasar Minggu" and groups[0].outlines[0].code == RAGUNAN
    assert [g.count for g in groups] == sorted((g.count for g in groups), reverse=True)
    assert found.areas is not None
    assert sum(len(group.outlines) for group in groups) == len(found.areas.outlines)


def test_a_city_without_outlines_has_circles_only_and_frames_its_tickets(app: Flask, session: Session) -> None:
    record_many([complaint(1), complaint(2)], portal_of(app).city)
    fed(app, session)
    found = page(app, session, layer=Layer.RATE)
    assert (found.areas, found.shading, found.layer, found.layers) == (None, None, Layer.CELLS, [Layer.CELLS])
    assert found.marks.placed == 2


def test_an_empty_city_has_a_map_all_the_same(app: Flask, session: Session) -> None:
    found = page(app, session)
    assert (found.marks.placed, found.unplaced, found.frame.rows) == (0, 0, [])


def test_the_extremes_are_of_the_largest_areas_with_known_people(app: Flask, session: Session) -> None:
    filled(app, session, [complaint(n) for n in range(100, 140)])
    most = page(app, session).most
    assert most is not None and most.name == "Pasar Minggu" and most.value > 0


@pytest.mark.parametrize(
    "asked", [{"area": ("31.74.04",)}, {"excluded": (("area", "31.74.01"),)}, {"q": "kecamatan:31.74.04"}]
)
def test_a_filter_by_area_names_no_extremes(app: Flask, session: Session, asked: dict[str, Any]) -> None:
    filled(app, session, [complaint(n) for n in range(100, 140)])
    found = page(app, session, TicketFilter(**asked))
    assert found.found.total >= 40 and found.most is None


def test_outlines_are_drawn_once_for_many_maps(app: Flask, eight: Session) -> None:
    first = page(app, eight, layer=Layer.RATE)
    with counted(eight) as statements:
        second = page(app, eight, layer=Layer.RATE)
    assert second.areas is first.areas
    assert not any("area_shape.geometry" in statement for statement in statements)
