"""Which area lies nearest to a place."""

from __future__ import annotations

from flask import Flask
from sqlalchemy.orm import Session

from portal.context import portal_of
from portal.queries.maps.outlines import area_maps, nearest_names
from tests.support.installed import install
from tests.support.lens import sources


def test_a_place_is_named_by_the_smallest_area_that_lies_nearest(app: Flask, session: Session) -> None:
    assert nearest_names(None, [(-6.3, 106.82)]) == [""]
    assert area_maps(sources(app, session)) == []
    install(portal_of(app).city)
    maps = area_maps(sources(app, session))
    assert [one.level for one in maps] == ["kecamatan", "kelurahan"]
    assert nearest_names(maps[-1], [(-6.302, 106.8195)]) == ["Ragunan"]
