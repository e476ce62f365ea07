"""Streets, lanes and the ground before one's feet, as a passer-by sees them."""

from __future__ import annotations

from itertools import pairwise

from ..rng import Rng
from . import houses
from .houses import LEAVES, ROOFS, SIGNS, WALLS
from .pen import HEIGHT, WIDTH, Pen, Point, mixed
from .view import View

ROADS = ("#7b8084", "#8d8a84", "#6c7175", "#94918b", "#74716d")
PAVING = ("#cbc4b5", "#b9b3a6", "#c9b8a4", "#d4cfc3", "#b7aaa0")


def street(pen: Pen, rng: Rng) -> View:
    """A row of houses from across the street."""
    foot = 92 + rng.random() * 62
    view = View(pen, rng, foot, rng.choice(ROADS), rng.choice(PAVING), 10 + rng.random() * 18)
    houses.sky(view, foot)
    at = -20 - rng.random() * 60
    while at < WIDTH + 20:
        width = 50 + rng.random() * 110
        rng.choice((houses.house, houses.shop, houses.shop, houses.block, houses.gate, houses.garden, houses.gap))(
            view, at, width, foot
        )
        at += width + rng.choice((0, 0, 4, 14))
    pavement = view.depth
    pen.box(-40, foot, WIDTH + 80, pavement, view.paving)
    if rng.chance(0.6):
        joints = rng.randint(14, 30)
        pen.line(
            f"M-40 {foot + pavement / 2:.1f}H360", mixed(view.paving, "#6d6a62", 0.35), pavement, dashes=f"1 {joints}"
        )
    view.kerb = foot + pavement + 8
    pen.box(-40, foot + pavement, WIDTH + 80, 8, "#33383d" if rng.chance(0.6) else mixed(view.paving, "#55524c", 0.4))
    if rng.chance(0.6):
        pen.line(f"M-40 {foot + pavement + 4:.1f}H360", "#f4f1ea", 8, dashes=f"{rng.randint(16, 30)}")
    pen.box(-40, view.kerb, WIDTH + 80, HEIGHT, view.road)
    _markings(view)
    return view


def lane(pen: Pen, rng: Rng) -> View:
    """A lane between walls, looking along it."""
    end: Point = (85 + rng.random() * 150, 66 + rng.random() * 52)
    view = View(pen, rng, end[1] + 26, rng.choice(ROADS), rng.choice(PAVING))
    houses.sky(view, end[1] + 12)
    left, right = -30 - rng.random() * 70, WIDTH + 30 + rng.random() * 70
    pen.box(-40, end[1] + 4, WIDTH + 80, HEIGHT, view.paving)
    pen.shape([(end[0] - 14, end[1] + 8), (end[0] + 14, end[1] + 8), (right, 250), (left, 250)], view.road)
    for side, low, far in ((-1, left, end[0] - 14), (1, right, end[0] + 14)):
        _lane_side(view, (far, end[1] + 8), (low, 250), side)
    pen.box(end[0] - 16, end[1] - 6 - rng.random() * 22, 32, 40, rng.choice(WALLS))
    pen.shape(
        [(end[0] - 14, end[1] + 8), (end[0] + 14, end[1] + 8), (end[0] + 24, end[1] + 34), (end[0] - 24, end[1] + 34)],
        view.road,
    )
    view.middle = end[0] + (WIDTH / 2 - end[0]) * 0.55
    if rng.chance(0.7):
        houses.pole(view, end[0] + rng.choice((-1, 1)) * (30 + rng.random() * 40), end[1] - 50, end[1] + 30)
    return view


def _lane_side(view: View, far: Point, near: Point, side: int) -> None:
    """Houses of one side of the lane, each a slanting wall with a door."""
    pen, rng = view.pen, view.rng
    cuts = [0.0, 0.16 + rng.random() * 0.14, 0.42 + rng.random() * 0.16, 1.0]
    for begin, finish in pairwise(cuts):
        tall = 0.75 + rng.random() * 0.9
        a, b = _along(far, near, begin), _along(far, near, finish)
        tops = (a[1] - 30 * tall * (0.5 + begin * 3.4), b[1] - 30 * tall * (0.5 + finish * 3.4))
        wall = rng.choice(WALLS)
        wall = mixed(wall, "#5d5a55", 0.12) if side < 0 else wall
        pen.shape([a, b, (b[0], tops[1]), (a[0], tops[0])], wall)
        if rng.chance(0.6):
            pen.shape(
                [(a[0], tops[0]), (b[0], tops[1]), (b[0], tops[1] - 10 - 14 * finish), (a[0] - side * 2, tops[0] - 8)],
                rng.choice(ROOFS),
            )
        for share, low, high, colour in ((0.2, 0.0, 0.66, rng.choice(SIGNS)), (0.62, 0.35, 0.75, "#7f96a0")):
            left, right = ((_along(a, b, part), _mid(tops[0], tops[1], part)) for part in (share, share + 0.16))
            corners = [(left, low), (right, low), (right, high), (left, high)]
            pen.shape([(foot[0], _mid(foot[1], top, up)) for (foot, top), up in corners], mixed(colour, wall, 0.25))


def _mid(low: float, high: float, share: float) -> float:
    return low + (high - low) * share


def _along(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def ground(pen: Pen, rng: Rng) -> View:
    """A look down at the road's edge: pavement, kerb and road, slanting."""
    road, paving = rng.choice(ROADS), rng.choice(PAVING)
    view = View(pen, rng, 70, road, paving)
    pen.box(-40, -40, WIDTH + 80, HEIGHT + 80, road)
    left, right = 26 + rng.random() * 90, 26 + rng.random() * 90
    strip = 14 + rng.random() * 10
    pen.shape([(0, 0), (WIDTH, 0), (WIDTH, right), (0, left)], paving)
    for step in range(1, 9):
        x = step * 40 - 20 + rng.random() * 8
        pen.line(f"M{x:.1f} 0L{x - 16:.1f} {left + (right - left) * x / WIDTH:.1f}", mixed(paving, "#6d6a62", 0.4), 1.2)
    pen.shape([(0, left), (WIDTH, right), (WIDTH, right + strip), (0, left + strip)], mixed(paving, "#ffffff", 0.3))
    pen.shape(
        [(0, left + strip), (WIDTH, right + strip), (WIDTH, right + strip + 6), (0, left + strip + 6)],
        mixed(road, "#1d2226", 0.5),
    )
    if rng.chance(0.5):
        at = rng.random() * 260
        pen.shape([(at, 240), (at + 16, 240), (at + 60, left + 40), (at + 52, left + 40)], "#e8e4da")
    if rng.chance(0.6):
        _shade(view)
    view.kerb = max(left, right) + strip + 6
    view.depth = min(left, right)
    return view


def _shade(view: View) -> None:
    """The shadow of something outside the picture."""
    pen, rng = view.pen, view.rng
    x, width = rng.random() * 280 - 40, 50 + rng.random() * 110
    slant = rng.random() * 120 - 60
    pen.glow([(x, 0), (x + width, 0), (x + width + slant, 240), (x + slant, 240)], "#20262b", 0.16)


def _markings(view: View) -> None:
    pen, rng = view.pen, view.rng
    kind, rest = rng.randint(0, 3), HEIGHT - view.kerb
    if kind == 0:
        y, slope = view.kerb + rest * (0.5 + rng.random() * 0.35), rng.random() * 16 - 8
        for step in range(-1, 4):
            x = step * 100 + rng.random() * 20
            pen.shape([(x, y + slope), (x + 42, y), (x + 42, y + 7), (x, y + 7 + slope)], "#e8e4da")
    elif kind == 1:
        y = HEIGHT - 6 - rng.random() * 16
        pen.shape([(0, y), (WIDTH, y - 9), (WIDTH, y - 4), (0, y + 5)], "#d9ac3a")
    elif kind == 2:
        x = rng.random() * 240
        for step in range(5):  # a zebra crossing
            pen.shape(
                [
                    (x + step * 20, view.kerb + 4),
                    (x + step * 20 + 11, view.kerb + 4),
                    (x + step * 27 - 8, HEIGHT),
                    (x + step * 27 - 24, HEIGHT),
                ],
                "#dedad0",
            )


def front(view: View) -> None:
    """What stands nearest to the camera and stays: a tree, a post, a plant; often nothing."""
    pen, rng = view.pen, view.rng
    kind = rng.randint(0, 5)
    x = rng.choice((16.0, 24.0, 300.0, 288.0))
    if kind == 0:
        pen.path(f"M{x - 13:.1f} 250L{x - 9:.1f} -10h20L{x + 15:.1f} 250z", "#6b5846")
        for step in range(5):
            pen.spot(x + (step - 2) * 26, -4 + (step % 2) * 8, 28, 20 + rng.random() * 16, rng.choice(LEAVES[:2]))
    elif kind == 1:
        pen.box(x - 5, -5, 10, 250, rng.choice(("#5b4f42", "#8a949b", "#4f5a60")))
        sign = rng.choice(SIGNS)
        pen.box(x - 24, 20 + rng.random() * 50, 48, 34, sign, round=3)
    elif kind == 2:
        pen.path(f"M{x - 22:.1f} 250l6 -40h32l6 40z", "#9a5a40")
        for step in (-2, -1, 0, 1, 2):
            pen.path(f"M{x:.1f} 210q{step * 16} -50 {step * 30} -60q{-step * 8} 30 {-step * 24} 60z", "#6f8f6d")
