"""A street's small map is true to scale, whichever way the street runs."""

from __future__ import annotations

import pytest

from portal.charts.street_frame import WIDTH, StreetFrame
from portal.domain.lens import Box

METRE = 1 / 110_574


def test_a_long_and_a_high_box_both_fit_into_a_drawing_that_is_true_to_scale() -> None:
    for box in (
        Box(106.80, -6.2601, 106.82, -6.26),
        Box(106.8, -6.29, 106.8001, -6.26),
        Box(106.8, -6.26, 106.81, -6.25),
    ):
        frame = StreetFrame(box)
        west, bottom = frame.spot(box.south, box.west)
        east, top = frame.spot(box.north, box.east)
        assert 0 <= west < east <= WIDTH + 0.1 and 0 <= top < bottom <= frame.height + 0.1
        assert 0.4 * WIDTH < frame.height <= 0.81 * WIDTH
        units, metres = frame.scale
        x, y = frame.spot(box.south, box.west)
        x2, y2 = frame.spot(box.south + metres * METRE, box.west)
        assert (x2, y - y2) == (x, pytest.approx(units, abs=0.3))
        assert frame.box.west <= box.west + 1e-9 and frame.box.north >= box.north - 1e-9
        assert frame.spot(frame.box.north, frame.box.west) == (0.0, 0.0)
