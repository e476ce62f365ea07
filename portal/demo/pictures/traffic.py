"""Troubles of traffic, and how they look when the work is done."""

from __future__ import annotations

from collections.abc import Callable

from .houses import SIGNS
from .on_the_road import motorbike
from .pen import HEIGHT, mixed
from .view import View


def car(view: View, x: float, foot: float, colour: str) -> None:
    pen = view.pen
    pen.path(f"M{x:.1f} {foot - 10:.1f}v-16q2 -6 14 -8l16 -18q4 -4 12 -4h40q8 0 13 6l13 17q16 2 18 10v13z", colour)
    pen.path(f"M{x + 24:.1f} {foot - 34:.1f}l11 -12q2 -3 7 -3h14v15z", "#a9bcc2")
    pen.path(f"M{x + 62:.1f} {foot - 34:.1f}v-15h18q5 0 8 4l8 11z", "#a9bcc2")
    for wheel in (x + 28, x + 98):
        pen.spot(wheel, foot - 10, 13, 13, "#2b2f33")
        pen.spot(wheel, foot - 10, 6, 6, "#b7bdc0")


def parked_cars(view: View, done: bool) -> None:
    """Cars where none may stand; then cones."""
    _parked(view, done, view.rng.randint(1, 2), 142, car)


def parked_motorbikes(view: View, done: bool) -> None:
    """Motorbikes where none may stand; then cones."""
    _parked(view, done, view.rng.randint(2, 4), 64, motorbike)


def _parked(view: View, done: bool, count: int, step: int, draw: Callable[[View, float, float, str], None]) -> None:
    pen, rng = view.pen, view.rng
    x, foot = view.between(10, 120), view.kerb + view.between(6, 26)
    sign = view.between(20, 300)
    pen.box(sign - 1.8, foot - 92, 3.6, 84, "#8a949b")
    pen.spot(sign, foot - 96, 12, 12, "#b03a2e")
    pen.spot(sign, foot - 96, 9, 9, "#fffefb")
    pen.words(sign, foot - 91.5, "P", "#24465a", 12)
    pen.line(f"M{sign - 7:.1f} {foot - 103:.1f}l14 14", "#b03a2e", 2.4)
    for number in range(count):
        colour = rng.choice((*SIGNS, "#e8e4da", "#2f3438", "#b7bdc0"))
        at = x + number * step
        if done:
            pen.shape([(at - 9, foot), (at - 3, foot - 28), (at + 3, foot - 28), (at + 9, foot)], "#c9652b")
            pen.shape(
                [(at - 6.4, foot - 12), (at - 4.6, foot - 20), (at + 4.6, foot - 20), (at + 6.4, foot - 12)], "#fffefb"
            )
        else:
            draw(view, at, foot, colour)


def traffic_light(view: View, done: bool) -> None:
    """A signal that is dark; then it shows green or red."""
    pen, rng = view.pen, view.rng
    x, top, big = view.between(70, 250), view.between(22, 50), view.between(0.9, 1.5)
    pen.box(x - 3, top, 6, view.kerb + 6 - top, "#55595c")
    pen.box(x - 13 * big, top - 6, 26 * big, 70 * big, "#23282c", round=5)
    lit = rng.choice((0, 2))
    for number, colour in enumerate(("#e0483a", "#e3b23c", "#4fae6a")):
        y = top + (6 + number * 22) * big
        if done and number == lit:
            pen.lamp(x, y, 17 * big, 17 * big, mixed(colour, "#23282c", 0.6))
            pen.lamp(x, y, 9 * big, 9 * big, colour)
        else:
            pen.spot(x, y, 9 * big, 9 * big, mixed(colour, "#23282c", 0.78))
    for number in range(rng.randint(1, 2)):
        car(view, view.between(-30, 60) + number * 150, HEIGHT - view.between(8, 26), rng.choice(SIGNS))
