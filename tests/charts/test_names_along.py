"""Names along lines are turned with them, read from left to right, and never lie over each other."""

from __future__ import annotations

from itertools import combinations
from math import cos, hypot, radians, sin

import numpy as np
import pytest

from portal.charts.labels import Disc
from portal.charts.names_along import NameAlong, names_along

BOX = (400.0, 300.0)


def line(*corners: tuple[float, float]) -> np.ndarray:
    return np.array(corners, dtype=float)


def placed(*lines: np.ndarray, name: str = "Jalan Raya", full: tuple[Disc, ...] = ()) -> list[NameAlong]:
    return names_along([(f"{name}{n}", [one]) for n, one in enumerate(lines)], 12.0, full, BOX)


def spine(name: NameAlong, wide: float = 74) -> list[tuple[float, float]]:
    """Points along the middle of its letters."""
    turn = radians(name.angle)
    return [(name.x + r * cos(turn), name.y + r * sin(turn)) for r in np.linspace(-wide / 2, wide / 2, 9)]


def test_a_name_follows_its_line_and_is_never_upside_down() -> None:
    (rising,) = placed(line((50, 250), (300, 100)))
    (falling,) = placed(line((300, 250), (50, 100)))
    assert (rising.x, rising.y, rising.angle) == (175.0, 175.0, pytest.approx(-31, abs=0.2))
    assert falling.angle == pytest.approx(31, abs=0.2)
    assert placed(line((50, 100), (90, 100))) == [], "the line is too short"
    assert placed(line((50, 100), (80, 150), (110, 100), (140, 150), (170, 100))) == [], "it bends too much"
    assert placed(line((-300, 100), (60, 100))) == [], "only its end is in the drawing"


def test_names_give_way_to_each_other_and_to_marks() -> None:
    cross = placed(line((20, 150), (380, 150)), line((200, 20), (200, 280)), line((20, 156), (380, 156)))
    assert len(cross) == 3 and len({(name.x, name.y) for name in cross}) == 3
    for one, other in combinations(cross, 2):
        assert not any(hypot(a[0] - b[0], a[1] - b[1]) < 12 for a in spine(one) for b in spine(other))
    covered = tuple(Disc(x, 150.0, 30.0) for x in range(0, 400, 20))
    assert placed(line((20, 150), (380, 150)), full=covered) == []
