"""The shapes of a life strip, as they are written."""

from __future__ import annotations

from xml.etree import ElementTree

from portal.charts.life_strip import ROW, SIZES, life_strip
from portal.charts.strip_drawing import strip_ground, strip_marks
from portal.domain.life import Hands, LifeMark, LifeSign
from portal.domain.status import Status

from .test_life_strip import START, a_life, at, marks


def drawn(svg: str) -> list[tuple[str, dict[str, str]]]:
    root = ElementTree.fromstring(f"<svg>{svg}</svg>")
    return [(one.get("class", one.tag), dict(one.attrib)) for one in root.iter() if one is not root]


def test_what_is_late_stands_below_the_line_and_hands_above_it() -> None:
    shapes = drawn(strip_ground(life_strip(a_life(28, hands=(Hands(1, START, at(7)), Hands(2, at(7), at(28)))))))
    assert [name.split()[0] for name, _ in shapes] == ["hand", "hand", "line", "over", "gap", "gap"]
    assert [shape["x"] for _, shape in shapes if "x" in shape] == ["0.0%", "25.0%", "25.0%", "50.0%", "75.0%"]
    low = {shape["y"] for name, shape in shapes if name in ("over", "gap")}
    assert low == {str(ROW.height - ROW.below)}


def test_time_that_is_left_and_time_in_another_report_are_drawn() -> None:
    name, ahead = drawn(strip_ground(life_strip(a_life(1, due=4))))[0]
    assert (name, ahead["x"], ahead["width"]) == ("ahead", "25.0%", "75.0%")
    merged = a_life(10, due=20, status=Status.DUPLIKAT, followed=at(20))
    assert ("merged", "50.0%", "100.0%") in [
        (name, shape.get("x1"), shape.get("x2")) for name, shape in drawn(strip_ground(life_strip(merged)))
    ]


def test_every_sign_has_its_shape_at_its_place() -> None:
    happened = marks(*((sign, 10 * turn) for turn, sign in enumerate(LifeSign, 1)))
    for size in SIZES.values():
        shapes = drawn(strip_marks(life_strip(a_life(100, marks=happened), size)))
        named = [name for name, _ in shapes if name != "svg"]
        assert set(named) == {"word", "done", "promise", "broken", "again"} and len(named) == len(LifeSign)
        places = [shape[key] for _, shape in shapes for key in ("x", "cx") if key in shape]
        assert places == [f"{10.0 * turn}%" for turn in range(1, len(LifeSign) + 1)]
    assert strip_marks(life_strip(a_life(marks=(LifeMark(LifeSign.WORD, at(10)),)))).startswith('<circle class="word"')
