"""A city's degrees in metres and back."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from portal.cities.plane import Plane, plane_of

BOX = shapely.box(106.8, -6.3, 106.81, -6.29)


def test_a_degree_on_the_plane_has_its_length_in_metres() -> None:
    flat = Plane(-6.25).flat(shapely.LineString([(106.0, -6.25), (107.0, -6.25)]))
    assert flat.length == pytest.approx(110_660, rel=2e-3)
    assert Plane(60.0).flat(shapely.LineString([(0, 60), (1, 60)])).length == pytest.approx(55_800, rel=5e-3)


def test_a_shape_comes_back_from_the_plane_as_it_was() -> None:
    plane = Plane(-6.25)
    assert plane.round(plane.flat(BOX)).equals_exact(BOX, 1e-12)


def test_points_lie_where_the_corners_of_a_shape_do() -> None:
    plane = Plane(-6.25)
    corner = plane.points([-6.3], [106.8])[0]
    assert np.allclose(corner, plane.flat(BOX).bounds[:2])


def test_the_plane_of_some_shapes_is_true_to_scale_amid_them() -> None:
    assert plane_of([BOX]).lat == pytest.approx(-6.295)
