"""Troubles on the road lie on the road, and what is done lies where they lay."""

from __future__ import annotations

import re

import numpy as np

from portal.demo.pictures.on_the_road import drain, fallen_tree, flood, hole, pothole, rubbish, trench
from portal.demo.pictures.pen import Pen
from portal.demo.pictures.view import View
from portal.demo.rng import Rng

KERB = 120.0


def seen(seed: int) -> View:
    rng = Rng(np.random.Generator(np.random.PCG64(seed)))
    return View(Pen(lambda colour: colour), rng, KERB, "#7b8084", "#cbc4b5")


def heights(view: View) -> list[float]:
    """Of the corners of all polygons."""
    found = " ".join(re.findall(r'points="([^"]+)"', "".join(view.pen.marks)))
    return [float(corner.partition(",")[2]) for corner in found.split()]


def test_a_hole_is_a_ragged_ring_around_its_middle() -> None:
    ring = hole(seen(1), 100, 180, 40)
    assert len(ring) == 14 and 90 < sum(x for x, _ in ring) / 14 < 110
    assert max(y for _, y in ring) - min(y for _, y in ring) < 40 < max(x for x, _ in ring) - min(x for x, _ in ring)


def test_holes_and_patches_lie_on_the_road_in_the_same_number() -> None:
    for seed in range(12):
        before, after = seen(seed), seen(seed)
        pothole(before, False)
        pothole(after, True)
        assert min(heights(before)) > KERB - 30 and min(heights(after)) > KERB - 30
        assert len(re.findall("<polygon", "".join(before.pen.marks))) == len(
            re.findall("<polygon", "".join(after.pen.marks))
        )


def test_the_work_takes_away_what_was_there() -> None:
    for trouble in (rubbish, drain, fallen_tree, flood, trench):
        before, after = seen(3), seen(3)
        trouble(before, False)
        trouble(after, True)
        assert before.pen.marks and before.pen.marks != after.pen.marks, trouble.__name__
    flooded, dry = seen(5), seen(5)
    flood(flooded, False)
    flood(dry, True)
    assert 'opacity="0.86"' in "".join(flooded.pen.marks) and "opacity" not in "".join(dry.pen.marks)
