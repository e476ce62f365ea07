"""Cars and motorbikes give way to as many cones; a signal shows one light when it works."""

from __future__ import annotations

import numpy as np

from portal.demo.pictures.pen import Pen
from portal.demo.pictures.traffic import parked_cars, parked_motorbikes, traffic_light
from portal.demo.pictures.view import View
from portal.demo.rng import Rng


def marks(trouble: object, done: bool, seed: int = 4) -> str:
    rng = Rng(np.random.Generator(np.random.PCG64(seed)))
    view = View(Pen(lambda colour: colour), rng, 130, "#7b8084", "#cbc4b5")
    trouble(view, done)  # type: ignore[operator]
    return "".join(view.pen.marks)


def test_each_vehicle_leaves_a_cone() -> None:
    for seed in range(6):
        assert marks(parked_cars, False, seed).count('rx="13.0"') == 2 * marks(parked_cars, True, seed).count("#c9652b")
        bikes = marks(parked_motorbikes, False, seed).count('rx="12.0" ry="12.0" fill="#2f3438"')
        assert bikes == 2 * marks(parked_motorbikes, True, seed).count("#c9652b")


def test_the_sign_that_forbids_it_stays() -> None:
    assert ">P</text>" in marks(parked_cars, False) and ">P</text>" in marks(parked_cars, True)


def test_a_signal_that_works_shines_once() -> None:
    assert marks(traffic_light, False).count("opacity") == 0
    assert marks(traffic_light, True).count("opacity") == 2  # the light and its shine
