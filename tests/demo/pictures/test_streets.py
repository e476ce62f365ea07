"""Every view fills the picture and leaves room for a trouble."""

from __future__ import annotations

import numpy as np

from portal.demo.pictures.pen import HEIGHT, Pen
from portal.demo.pictures.streets import front, ground, lane, street
from portal.demo.rng import Rng


def rng(seed: int) -> Rng:
    return Rng(np.random.Generator(np.random.PCG64(seed)))


def test_there_is_room_on_the_road_whatever_the_view() -> None:
    for view in (street, lane, ground):
        for seed in range(20):
            seen = view(Pen(lambda colour: colour), rng(seed))
            assert 40 < seen.kerb < seen.floor < HEIGHT - 20, (view.__name__, seed)


def test_the_first_mark_fills_the_picture_beyond_its_edges() -> None:
    """A camera that is held askew must not see the end of the paper."""
    for view in (street, lane, ground):
        pen = Pen(lambda colour: colour)
        view(pen, rng(1))
        assert 'x="-40.0" y="-40.0" width="400.0"' in pen.marks[0], view.__name__


def test_streets_differ_and_what_stands_in_front_is_often_nothing() -> None:
    drawn, before = set(), []
    for seed in range(20):
        pen = Pen(lambda colour: colour)
        seen = street(pen, rng(seed))
        drawn.add("".join(pen.marks))
        count = len(pen.marks)
        front(seen)
        before.append(len(pen.marks) - count)
    assert len(drawn) == 20 and 0 in before and max(before) > 0
