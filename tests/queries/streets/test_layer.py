"""The streets that the server draws under the marks of the map."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.charts.labels import Disc
from portal.domain.lens import Box
from portal.queries.areas.shapes import Drawing
from portal.queries.streets.layer import StreetLayer, street_layer
from tests.support.streets import street_city

CITY = (106.74, -6.37, 106.87, -6.20)
CLOSE = Box(106.818, -6.306, 106.832, -6.298)


@pytest.mark.only_on("sqlite")
def test_close_by_a_street_is_a_line_with_its_name_where_no_mark_is_and_from_afar_nothing(
    app: Flask, session: Session
) -> None:
    street_city(app, session)
    drawing, pixel = Drawing(CITY), 1000 * (CLOSE.east - CLOSE.west) / (CITY[2] - CITY[0]) / 640
    layer = street_layer(session, drawing, CLOSE, pixel, ())
    (path,) = layer.paths
    left, right = (float(corner.split(" ")[0]) for corner in (path[1:].split("L")[0], path.split("L")[-1]))
    assert left == drawing.spot(-6.302, 106.8202)[0] and right > left
    (name,) = layer.names
    assert name.name == "Jl. Ampera Raya" and abs(name.angle) < 5 and left < name.x < right
    covered = [Disc(left + n * pixel * 10, name.y, 30 * pixel) for n in range(60)]
    assert street_layer(session, drawing, CLOSE, pixel, covered) == StreetLayer(layer.paths, ())
    assert street_layer(session, drawing, Box(*CITY), 1.5, ()) == StreetLayer()
