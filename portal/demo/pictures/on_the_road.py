"""Troubles on the road, and how they look when the work is done."""

from __future__ import annotations

from math import cos, pi, sin

from .houses import LEAVES, SIGNS
from .pen import HEIGHT, WIDTH, Point, mixed, route
from .view import View

GROUND = "#a08a6a"
BAGS = ("#2f3438", "#454b50", "#e8e4da", "#a8541f", "#3f7078", "#d9ac3a")


def hole(view: View, x: float, y: float, size: float) -> list[Point]:
    """A ragged outline on the road."""
    rng = view.rng
    return [
        (x + size * cos(turn) * (0.8 + rng.random() * 0.4), y + size * 0.34 * sin(turn) * (0.8 + rng.random() * 0.4))
        for turn in (step * pi / 7 for step in range(14))
    ]  # fmt: skip


def pothole(view: View, done: bool) -> None:
    """Holes full of water; then patches of fresh asphalt."""
    pen = view.pen
    for number in range(view.rng.randint(1, 3)):
        x = view.between(70, 250) if number else view.middle + view.between(-50, 50)
        y = view.between(view.kerb + 18, HEIGHT - 26)
        size = view.between(26, 62) * (0.5 + y / 300)
        edge, inner = hole(view, x, y, size), hole(view, x, y + 2, size * 0.74)
        tilt = view.between(-8, 8)
        if done:
            patch = [
                (x - size, y - size * 0.3),
                (x + size * 0.9, y - size * 0.3 - tilt),
                (x + size * 1.1, y + size * 0.34),
                (x - size * 1.1, y + size * 0.34 + tilt),
            ]
            pen.shape([(a + (a - x) * 0.05, b + (b - y) * 0.09) for a, b in patch], mixed(view.road, "#2c3033", 0.4))
            pen.shape(patch, "#46494c")
        else:
            pen.shape(edge, mixed(view.road, "#2f2a26", 0.6))
            pen.shape(inner, "#8b7a60" if view.rng.chance(0.7) else "#5c5348")
            pen.line(f"M{x - size * 0.3:.1f} {y:.1f}h{size * 0.4:.1f}", "#b7a98c", 1.6)


def rubbish(view: View, done: bool) -> None:
    """A heap of bags and boxes; then the swept view with a sign."""
    pen, rng = view.pen, view.rng
    x, foot = view.middle + view.between(-90, 90), view.kerb + view.between(4, 34)
    wide, count = view.between(80, 150), rng.randint(30, 48)
    pieces = [(rng.random() - 0.5, rng.random(), rng.random(), rng.choice(BAGS)) for _ in range(count)]
    if done:
        pen.spot(x, foot, wide * 0.56, 9, mixed(view.road, "#ffffff", 0.14))
        sign = rng.choice(SIGNS)
        pen.box(x - 2, foot - 50, 4, 50, "#6b6f72")
        pen.box(x - 30, foot - 62, 60, 24, sign, round=2)
        pen.words(x, foot - 52, "DILARANG", "#fffefb", 8.5)
        pen.words(x, foot - 43, "BUANG SAMPAH", "#fffefb", 6.4)
        return
    for side, height, size, colour in sorted(pieces, key=lambda p: -p[1]):
        reach = wide * (1 - height * 0.8)
        px, py = x + side * reach, foot - height * wide * 0.42
        if size < 0.3:
            pen.box(px - 7, py - 6, 16, 12, "#b08d62")
        else:
            pen.spot(px, py, 8 + size * 9, 6 + size * 6, colour)
            pen.spot(px - 2, py - 3, 3 + size * 3, 1.6 + size, mixed(colour, "#ffffff", 0.22))


def drain(view: View, done: bool) -> None:
    """A channel full of mud and plastic; then running water, with the sacks of mud beside it."""
    pen, rng = view.pen, view.rng
    y, deep = min(view.kerb + view.between(2, 16), 176), view.between(24, 44)
    slope = view.between(-20, 20)
    banks = [(0.0, y), (320.0, y + slope), (320.0, y + slope + deep), (0.0, y + deep)]
    pen.shape(
        [(0, y - 6), (320, y + slope - 6), (320, y + slope + deep + 7), (0, y + deep + 7)],
        mixed(view.paving, "#55524c", 0.2),
    )
    pen.shape(banks, "#6f949c" if done else "#3c3a33")
    for _ in range(rng.randint(16, 26)):
        x, share, size = rng.random() * 320, rng.random(), rng.random()
        at = y + slope * x / 320 + 4 + share * (deep - 8)
        if done:
            pen.line(f"M{x:.1f} {at:.1f}h{10 + size * 18:.1f}", "#a9c4c8", 1.2)
        elif size < 0.5:
            pen.box(x, at - 4, 7 + size * 12, 6 + size * 5, rng.choice(BAGS), round=2)
        else:
            pen.spot(x, at, 8 + size * 14, 3 + size * 4, rng.choice(("#5c5348", "#6e6350", "#7d9a72")))
    if done:
        start = view.between(20, 220)
        for sack in range(rng.randint(2, 4)):
            pen.box(start + sack * 26, y + slope * 0.5 + deep + 12, 24, 20, "#d8d2c2", round=6)


def fallen_tree(view: View, done: bool) -> None:
    """A tree across the road; then its stump and sawn logs."""
    pen, rng = view.pen, view.rng
    y, root = view.floor + view.between(-14, 26), view.between(10, 70)
    reach, rise = view.between(150, 230), view.between(-50, 10)
    leaf = rng.choice(LEAVES)
    if done:
        pen.shape([(root - 12, y + 6), (root - 9, y - 16), (root + 9, y - 16), (root + 12, y + 6)], "#6b5846")
        pen.spot(root, y - 16, 9, 4, "#d6bd93")
        side = view.between(150, 260)
        for row, count in enumerate((3, 2, 1)):
            for number in range(count):
                pen.spot(side + number * 22 + row * 11, view.kerb + 16 - row * 15, 10, 9, "#6b5846")
                pen.spot(side + number * 22 + row * 11, view.kerb + 16 - row * 15, 7, 6, "#d6bd93")
        return
    pen.path(
        route("M_ _q_ _ 8 _L_ _l4 9L_ _z", root - 14, y + 10, -4, -24, -22, root + reach, y + rise, root + 6, y + 12),
        "#6b5846",
    )
    for _ in range(rng.randint(12, 18)):
        share, size = 0.4 + rng.random() * 0.75, 13 + rng.random() * 18
        pen.spot(
            root + reach * share,
            y + rise * share + (rng.random() - 0.5) * 56,
            size,
            size * 0.7,
            mixed(leaf, rng.choice(("#ffffff", "#3f5138")), 0.18),
        )


def flood(view: View, done: bool) -> None:
    """Brown water over the road; then the dry road with a rim of mud."""
    pen, rng = view.pen, view.rng
    level = view.kerb - view.between(6, 24)
    x = view.between(50, 230)
    if done:
        for _ in range(16):
            pen.spot(
                rng.random() * 320,
                view.kerb + 10 + rng.random() * 70,
                12 + rng.random() * 26,
                3 + rng.random() * 3,
                mixed(view.road, "#a48f6d", 0.5),
            )
        return
    motorbike(view, x, level + 52, rng.choice(SIGNS))
    pen.veil(-40, level, WIDTH + 80, HEIGHT, "#94805c", 0.86)
    for _ in range(rng.randint(14, 24)):
        y = level + 5 + rng.random() * (HEIGHT - level)
        pen.line(f"M{rng.random() * 320:.1f} {y:.1f}q10 -3 20 0t{14 + rng.random() * 24:.1f} 0", "#b9a782", 1.6)


def trench(view: View, done: bool) -> None:
    """An open trench with heaps of earth and a barrier; then a strip of new asphalt."""
    pen, rng = view.pen, view.rng
    y, slope = min(view.floor + view.between(-20, 10), 178), view.between(-22, 14)
    left, right, deep = view.between(-20, 70), view.between(230, 340), view.between(18, 30)
    strip = [(left, y), (right, y + slope), (right + 8, y + slope + deep), (left + 8, y + deep)]
    pen.shape(
        [(a + (a - 160) * 0.04, b + (4 if n > 1 else -4)) for n, (a, b) in enumerate(strip)],
        mixed(view.road, "#a08a6a", 0.4),
    )
    pen.shape(strip, "#484b4e" if done else "#4a3c2d")
    heaps = [
        (left + (right - left) * share, view.between(24, 46), view.between(14, 30)) for share in (0.18, 0.46, 0.78)
    ]
    if done:
        return
    for x, wide, high in heaps:
        foot = y + slope * (x - left) / (right - left) - 2
        pen.path(
            route(
                "M_ _Q_ _ _ _T_ _z",
                x - wide,
                foot,
                x - wide * 0.3,
                foot - high * 1.5,
                x + wide * 0.2,
                foot - high,
                x + wide,
                foot,
            ),
            GROUND,
        )
    x = view.between(60, 220)
    for post in (x, x + 74):
        pen.box(post, y + deep - 8, 4, 40, "#8a949b")
    pen.box(x - 6, y + deep - 4, 88, 13, "#fffefb")
    pen.line(f"M{x - 6:.1f} {y + deep + 2.5:.1f}h88", rng.choice(("#c9652b", "#b03a2e")), 13, dashes="12")


def motorbike(view: View, x: float, foot: float, colour: str) -> None:
    pen = view.pen
    for wheel in (x - 24, x + 24):
        pen.spot(wheel, foot - 12, 12, 12, "#2f3438")
        pen.spot(wheel, foot - 12, 5, 5, "#9aa3a8")
    pen.path(f"M{x - 28:.1f} {foot - 22:.1f}q14 -16 30 -10l16 -14 6 2 -8 18 8 10 -34 4z", colour)
    pen.line(f"M{x + 14:.1f} {foot - 44:.1f}l10 30", "#55595c", 3)
