"""Troubles of lamps and cables, and how they look when the work is done."""

from __future__ import annotations

from .pen import HEIGHT, route
from .view import View


def lamp(view: View, done: bool) -> None:
    """A street lamp by night, dark and then shining."""
    pen = view.pen
    x, top, foot = view.between(50, 250), view.between(16, 44), view.kerb + 4
    arm = view.between(38, 64) * (1 if x < 160 else -1)
    grey = "#8a949b"
    pen.box(x - 2.6, top, 5.2, foot - top, grey)
    pen.line(f"M{x:.1f} {top + 2:.1f}q{arm * 0.4:.1f} -9 {arm:.1f} -2", grey, 4)
    end = x + arm
    pen.box(end - 12, top - 3, 24, 7, "#aab2b7", round=2)
    if done:
        pool = foot + (HEIGHT - foot) * 0.45
        pen.glow([(end - 12, top + 4), (end + 12, top + 4), (end + 70, pool), (end - 70, pool)], "#f0d98c", 0.4)
        pen.halo(end, pool, 84, 26, "#f0d98c", 0.5)
        pen.halo(end, top + 4, 30, 24, "#f7e7ae", 0.4)
        pen.lamp(end, top + 4, 11, 4, "#fff6d0")


def cables(view: View, done: bool) -> None:
    """Cables that hang into the street; then bundled ones high above it."""
    pen, rng = view.pen, view.rng
    left, right, top = view.between(30, 90), view.between(220, 300), view.between(18, 40)
    for post in (left, right):
        pen.box(post - 3, top - 14, 6, view.kerb - top + 18, "#6d665c")
        pen.box(post - 14, top - 4, 28, 4, "#55504a")
    for number in range(rng.randint(7, 11)):
        drop, wide = rng.random(), 1.2 + rng.random() * 1.6
        sink = 12 + number if done else 30 + drop * (view.kerb - top + 40)
        spread = 0 if done else (rng.random() - 0.5) * 60
        pen.line(
            route(
                "M_ _L_ _Q_ _ _ _L330 _",
                -6,
                top - 8,
                left,
                top,
                (left + right) / 2 + spread,
                top + sink * 1.3,
                right,
                top,
                top - 6,
            ),
            "#23282c",
            wide,
        )
    if not done:
        for ring in range(4):
            pen.line(
                route(
                    "M_ _q_ _ 0 _q_ _ 0 _",
                    left + 8,
                    top + 16,
                    24 + ring * 5,
                    30 + ring * 6,
                    54 + ring * 4,
                    -24 - ring * 4,
                    -20 - ring * 4,
                    -54 - ring * 4,
                ),
                "#23282c",
                1.8,
            )
