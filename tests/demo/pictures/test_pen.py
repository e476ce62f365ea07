"""Colours in the light of the hour, and courses of lines."""

from __future__ import annotations

from portal.demo.pictures.pen import Pen, mixed, route


def test_a_colour_between_two() -> None:
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"
    assert mixed("#102030", "#ffffff", 0) == "#102030"


def test_everything_but_lamps_takes_the_light_of_the_hour() -> None:
    pen = Pen(lambda colour: "#111111")
    pen.box(0, 0, 10, 10, "#abcdef")
    pen.line("M0 0h9", "#abcdef", 2)
    assert all("#111111" in mark for mark in pen.marks)
    pen.lamp(5, 5, 2, 2, "#fff6d0")
    assert "#fff6d0" in pen.marks[-1]


def test_a_course_is_letters_and_numbers() -> None:
    assert route("M_ _h-3", 1, 2.25) == "M1.0 2.2h-3"
