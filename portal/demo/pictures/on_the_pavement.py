"""Troubles beside the road, and how they look when the work is done."""

from __future__ import annotations

from .houses import LEAVES, SIGNS, tree
from .pen import HEIGHT, WIDTH, mixed, route
from .view import View

GROUND = "#a08a6a"
BANNERS = ("DIJUAL", "SEDOT WC", "KOS PUTRI", "PROMO", "BADUT", "LES PRIVAT", "DIKONTRAKKAN", "KREDIT")
PATH = "#cdbfa2"
FLOWERS = ("#c9652b", "#fffefb", "#d9ac3a", "#a8577a")


def stalls(view: View, done: bool) -> None:
    """Stalls on the pavement; then the pavement with planters."""
    pen, rng = view.pen, view.rng
    foot = view.kerb - 4
    at = view.between(-10, 60)
    for _ in range(rng.randint(2, 3)):
        wide, high = view.between(62, 104), view.between(56, 84)
        colour, other = rng.choice(SIGNS), rng.choice(("#fffefb", "#d9ac3a", "#cddde6"))
        if done:
            pen.box(at + wide * 0.3, foot - 16, 34, 18, "#b7aaa0")
            pen.spot(at + wide * 0.3 + 17, foot - 20, 20, 11, rng.choice(LEAVES))
        else:
            pen.box(at + 4, foot - high, 3, high + 6, "#6b6f72")
            pen.box(at + wide - 7, foot - high, 3, high + 6, "#6b6f72")
            pen.box(at + 2, foot - 30, wide - 4, 34, mixed(colour, "#ffffff", 0.55))
            for fruit in range(int(wide / 13)):
                pen.spot(
                    at + 10 + fruit * 12.5, foot - 33, 6, 5, rng.choice(("#c9772b", "#7d9a72", "#b4664b", "#d9ac3a"))
                )
            for stripe in range(6):
                left, right = at + wide * stripe / 6, at + wide * (stripe + 1) / 6
                pen.shape(
                    [
                        (left, foot - high),
                        (right, foot - high),
                        (right + (stripe - 2) * 2, foot - high + 20),
                        (left + (stripe - 3) * 2, foot - high + 20),
                    ],
                    colour if stripe % 2 else other,
                )
        at += wide + view.between(6, 34)


def pavement(view: View, done: bool) -> None:
    """Broken and missing tiles; then new ones with a yellow guide strip."""
    pen, rng = view.pen, view.rng
    top, foot = view.kerb + 6, HEIGHT + 4.0
    tile = rng.choice(("#b98d74", "#a8a297", "#c2b49a", "#8f9a95"))
    pen.box(-40, top, WIDTH + 80, foot, mixed(tile, "#5d5a55", 0.4))
    rows, shift = rng.randint(3, 5), view.between(-30, 30)
    high = (foot - top) / rows
    gap = [rng.random() for _ in range(2)]
    for row in range(rows):
        y, wide = top + row * high, 34 + row * 9
        for column in range(-1, 11):
            x = column * wide + (row % 2) * wide / 2 - 40 + shift
            near = min(abs((x + wide / 2) / WIDTH - g) + abs(row / rows - 0.5) * 0.3 for g in gap)
            shade = mixed(tile, "#ffffff" if rng.chance(0.5) else "#6d5a50", rng.random() * 0.14)
            if done and row == rows // 2:
                shade = "#d9ac3a"
            tilt = 0.0 if done or near > 0.3 else (rng.random() - 0.5) * 12
            if done or near > 0.17:
                pen.shape(
                    [
                        (x + 1, y + 1 + tilt),
                        (x + wide - 1, y + 1 - tilt),
                        (x + wide - 1, y + high - 1),
                        (x + 1, y + high - 1 + tilt),
                    ],
                    shade,
                )
            else:
                pen.spot(x + wide / 2, y + high / 2, wide * 0.62, high * 0.62, GROUND)


def banners(view: View, done: bool) -> None:
    """Banners tied between poles; then only the poles and trees."""
    pen, rng = view.pen, view.rng
    foot, at = view.kerb - 2, view.between(10, 40)
    for _ in range(rng.randint(2, 3)):
        wide, high, top = view.between(70, 116), view.between(26, 42), foot - view.between(66, 108)
        colour, name = rng.choice(SIGNS), rng.choice(BANNERS)
        sag = view.between(2, 9)
        if rng.chance(0.5):
            tree(view, at, foot, 1.2)
        for post in (at, at + wide):
            pen.box(post - 2, top - 8, 4, foot - top + 8, "#5b4f42")
        if not done:
            pen.path(
                route("M_ _q_ _ _ 0v_q_ _ _ 0z", at, top, wide / 2, sag, wide, high, -wide / 2, sag, -wide), colour
            )
            pen.words(at + wide / 2, top + high * 0.68, name, "#fffefb", min(high * 0.5, wide / len(name) * 1.4))
        at += wide + view.between(8, 30)


def park(view: View, done: bool) -> None:
    """Wild grass around a bench; then a mown lawn and flowers."""
    pen, rng = view.pen, view.rng
    top, leaf = view.kerb - 8, rng.choice(LEAVES)
    pen.box(-40, top, WIDTH + 80, HEIGHT, leaf)
    bench, foot = view.between(60, 200), top + view.between(40, 66)
    near, far, bend = view.between(-20, 120), view.between(120, 320), view.between(60, 240)
    pen.path(
        route("M_ 250Q_ _ _ _h26Q_ _ _ 250z", near, bend, top + 60, far, top, bend + 40, top + 70, near + 70), PATH
    )
    for high in (22, 34):
        pen.box(bench, foot - high, 70, 5, "#8a5a2b" if done else "#6b4a2b")
    for leg in (bench + 6, bench + 60):
        pen.box(leg, foot - 20, 4, 20, "#4f5357")
    for _ in range(rng.randint(40, 60)):
        x, y, size = rng.random() * 320, top + 8 + rng.random() * (HEIGHT - top), 0.4 + rng.random()
        if done and size > 1.1:
            pen.spot(x, y, 3.4, 3.4, rng.choice(FLOWERS))
        elif not done:
            _tuft(view, x, y, size, leaf)


def _tuft(view: View, x: float, y: float, size: float, leaf: str) -> None:
    """Three blades of grass."""
    bends = (-8, -20, -12, -34, 10, 8, 12, 22, 4, -22, 14, -30, -4, 24, -6, 42)
    course = route("M_ _q_ _ _ _q_ _ _ _q_ _ _ _q_ _ _ _z", x, y, *(bend * size for bend in bends))
    view.pen.path(course, mixed(leaf, "#4d6048", 0.2 + 0.5 * view.rng.random()))
