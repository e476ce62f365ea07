"""A lamp shines when it is mended; cables hang high when they are tidied."""

from __future__ import annotations

import re

import numpy as np

from portal.demo.pictures.overhead import cables, lamp
from portal.demo.pictures.pen import Pen
from portal.demo.pictures.view import View
from portal.demo.rng import Rng


def marks(trouble: object, done: bool) -> str:
    rng = Rng(np.random.Generator(np.random.PCG64(2)))
    view = View(Pen(lambda colour: "#101010"), rng, 130, "#7b8084", "#cbc4b5")
    trouble(view, done)  # type: ignore[operator]
    return "".join(view.pen.marks)


def test_light_is_brighter_than_the_night_allows() -> None:
    assert set(re.findall("#[0-9a-f]{6}", marks(lamp, False))) == {"#101010"}
    assert "#fff6d0" in marks(lamp, True)


def test_tidied_cables_hang_higher_and_no_coil_is_left() -> None:
    def lowest(drawn: str) -> float:
        return max(float(y) for y in re.findall(r"Q[\d.-]+ ([\d.-]+) ", drawn))

    assert lowest(marks(cables, True)) < lowest(marks(cables, False))
    assert marks(cables, False).count("<path") == marks(cables, True).count("<path") + 4
