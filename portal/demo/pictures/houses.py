"""Sky, houses, shops, walls and trees of a street, drawn by chance."""

from __future__ import annotations

from .pen import HEIGHT, WIDTH, mixed, route
from .view import View

WALLS = ("#f0e6d2", "#d9c3a5", "#c8d3d6", "#e3d2ad", "#cfd8c4", "#e5c9b8", "#f4efe4", "#b9c7bd", "#d8b08c", "#c7b7c9")
ROOFS = ("#b4664b", "#8f5340", "#6d5a50", "#4f6a72", "#a3795a", "#7c8a6b")
SIGNS = ("#9d4a3c", "#24465a", "#3f6f4e", "#7a5a1e", "#5b3f6b", "#2f6f7a", "#a8541f")
LEAVES = ("#93a985", "#7d9a72", "#a9b88c", "#6f8f6d", "#8aa57f")
SHOPS = (
    "FOTOKOPI", "WARUNG BU TIN", "BENGKEL", "APOTEK", "LAUNDRY", "TOKO KUE", "BAKSO", "PULSA", "SALON", "CUCI MOTOR",
    "RM PADANG", "TOKO BESI", "SATE", "KLINIK", "OPTIK", "MEBEL", "AYAM BAKAR", "TOKO BUAH", "PENJAHIT", "KOPI",
)  # fmt: skip
GATES = ("SDN 03", "SMPN 41", "KANTOR RW 05", "PUSKESMAS", "TK MELATI", "POSYANDU", "BALAI WARGA", "MASJID", "SDN 11")


def sky(view: View, foot: float) -> None:
    pen, rng = view.pen, view.rng
    pen.box(
        -40,
        -40,
        WIDTH + 80,
        HEIGHT + 80,
        rng.choice(("#dbe5e6", "#e9e2d6", "#cddde6", "#e6e9e2", "#d3dbe0", "#efe3d0")),
    )
    for _ in range(rng.randint(0, 3)):
        x, y = rng.random() * WIDTH, 14 + rng.random() * foot * 0.4
        pen.spot(x, y, 22 + rng.random() * 34, 5 + rng.random() * 6, "#f2f3ef")
    if rng.chance(0.6):
        at = rng.random() * 60 - 40
        while at < WIDTH:  # far towers
            wide = 14 + rng.random() * 40
            high = rng.random() * foot * 0.75
            pen.box(at, foot - high, wide, high, rng.choice(("#b9c6cc", "#c3c9c6", "#aebcc3", "#cbc8bf")))
            at += wide + rng.random() * 60


def house(view: View, x: float, width: float, foot: float) -> None:
    pen, rng = view.pen, view.rng
    high, wall, roof = 34 + rng.random() * 40, rng.choice(WALLS), rng.choice(ROOFS)
    top = foot - high
    pen.box(x + 6, top, width - 12, high, wall)
    ridge = 14 + rng.random() * 20
    pen.shape([(x, top), (x + width * 0.2, top - ridge), (x + width * 0.8, top - ridge), (x + width, top)], roof)
    glass = rng.choice(("#8ba3ab", "#7f96a0", "#9fb0ac"))
    for share in (0.16, 0.62):
        pen.box(x + width * share, top + high * 0.2, width * 0.2, high * 0.34, glass)
    pen.box(x + width * 0.43, top + high * 0.32, width * 0.13, high * 0.68, mixed(roof, "#2f2a26", 0.3))
    if rng.chance(0.6):
        fence = rng.choice(SIGNS)
        pen.box(x, foot - 20, width, 3, fence)
        pen.line(f"M{x:.1f} {foot - 10:.1f}H{x + width:.1f}", fence, 20, dashes="2 7")


def shop(view: View, x: float, width: float, foot: float) -> None:
    pen, rng = view.pen, view.rng
    high, wall, sign = 62 + rng.random() * 70, rng.choice(WALLS), rng.choice(SIGNS)
    top = foot - high
    pen.box(x, top, width, high, wall)
    plate = 15 + rng.random() * 8
    board = foot - 46 - plate
    if rng.chance(0.5):
        pen.box(x + 4, board, width - 8, plate, "#fffefb")
        ink = sign
    else:
        pen.box(x + 4, board, width - 8, plate, sign)
        ink = "#fffefb"
    name = rng.choice(SHOPS)
    pen.words(x + width / 2, board + plate * 0.72, name, ink, min(plate * 0.7, (width - 16) / len(name) * 1.45))
    if rng.chance(0.5):
        pen.box(x + 6, foot - 44, width - 12, 44, "#aab6ba")
        pen.line(f"M{x + width / 2:.1f} {foot - 44:.1f}V{foot:.1f}", "#8a979c", width - 12, dashes="1.6 4.4")
    else:
        pen.box(x + 6, foot - 42, width * 0.42, 42, "#5f6d72")
        pen.box(x + width * 0.56, foot - 40, width * 0.36, 26, "#8fa3a8")
    if rng.chance(0.5):
        edge = mixed(sign, "#ffffff", 0.25)
        pen.shape([(x, foot - 46), (x + width, foot - 46), (x + width + 6, foot - 36), (x - 6, foot - 36)], edge)
    for row in range(int((high - 70) / 24)):
        for share in (0.14, 0.56):
            pen.box(x + width * share, top + 8 + row * 24, width * 0.28, 13, "#8ba3ab")


def block(view: View, x: float, width: float, foot: float) -> None:
    pen, rng = view.pen, view.rng
    high, wall = 90 + rng.random() * 80, mixed(rng.choice(WALLS), "#7f8a8f", 0.35)
    pen.box(x, foot - high, width, high, wall)
    step = 15 + rng.randint(0, 8)
    for row in range(int(high / step)):
        pen.line(
            f"M{x + 6:.1f} {foot - high + 9 + row * step:.1f}H{x + width - 6:.1f}",
            mixed(wall, "#3f5560", 0.5),
            7,
            dashes="9 5",
        )


def gate(view: View, x: float, width: float, foot: float) -> None:
    """A wall with a name and a barred gate; behind it a roof and trees."""
    pen, rng = view.pen, view.rng
    wall, bars = rng.choice(WALLS), rng.choice(("#3f7078", "#3f6f4e", "#5a5f63", "#8a5a2b"))
    high = 30 + rng.random() * 14
    _crown(view, x + width * rng.random(), foot - high - 24, 16 + rng.random() * 20)
    roof = rng.choice(ROOFS)
    pen.shape(
        [
            (x + width * 0.2, foot - high - 10),
            (x + width * 0.34, foot - high - 38),
            (x + width * 0.76, foot - high - 38),
            (x + width * 0.9, foot - high - 10),
        ],
        roof,
    )
    pen.box(x + width * 0.24, foot - high - 10, width * 0.62, 14, "#f4efe4")
    pen.box(x, foot - high, width, high, wall)
    pen.box(x, foot - high - 3, width, 4, mixed(wall, "#6d5a45", 0.35))
    gate = width * 0.4
    pen.box(x + width - gate, foot - high + 2, gate - 4, high - 2, "#d9ded9")
    pen.line(f"M{x + width - gate:.1f} {foot - high / 2 + 1:.1f}h{gate - 4:.1f}", bars, high - 2, dashes="2.4 6")
    pen.line(
        route("M_ _h_M_ _h_", x + width - gate, foot - high + 4, gate - 4, x + width - gate, foot - 4, gate - 4),
        bars,
        2.4,
    )
    name = rng.choice(GATES)
    plate = width * 0.5
    pen.box(x + width * 0.04, foot - high + 8, plate, 15, "#fffefb")
    pen.words(x + width * 0.04 + plate / 2, foot - high + 19, name, "#24465a", min(10.0, plate / len(name) * 1.4))


def garden(view: View, x: float, width: float, foot: float) -> None:
    pen, rng = view.pen, view.rng
    hedge = rng.choice(LEAVES)
    pen.box(x, foot - 26, width, 26, mixed(hedge, "#4d6048", 0.35), round=6)
    for _ in range(rng.randint(1, 3)):
        tree(view, x + rng.random() * width, foot - 6, 0.8 + rng.random() * 0.9)


def gap(view: View, x: float, width: float, foot: float) -> None:
    """An empty plot behind corrugated sheets."""
    pen, rng = view.pen, view.rng
    sheet = rng.choice(("#9fb4b8", "#b7a58a", "#8fa595", "#a9a9a4"))
    pen.box(x, foot - 34, width, 34, sheet)
    pen.line(f"M{x:.1f} {foot - 17:.1f}h{width:.1f}", mixed(sheet, "#3f4a4d", 0.3), 34, dashes="1.4 6")


def tree(view: View, x: float, foot: float, size: float) -> None:
    """A street tree."""
    view.pen.box(x - 3 * size, foot - 44 * size, 6 * size, 44 * size, "#7a6650")
    _crown(view, x, foot - 54 * size, 24 * size)


def _crown(view: View, x: float, y: float, size: float) -> None:
    pen, rng = view.pen, view.rng
    leaf = rng.choice(LEAVES)
    for dx, dy, part in ((-0.7, 0.25, 0.75), (0.7, 0.2, 0.8), (0, -0.3, 1.0)):
        pen.spot(x + dx * size, y + dy * size, size * part, size * part * 0.86, leaf)
    pen.spot(x + size * 0.3, y - size * 0.5, size * 0.4, size * 0.3, mixed(leaf, "#ffffff", 0.16))


def pole(view: View, x: float, top: float, foot: float) -> None:
    pen = view.pen
    pen.box(x - 2, top, 4, foot - top, "#5b4f42")
    pen.box(x - 12, top + 6, 24, 2.5, "#5b4f42")
    for drop in (0, 7):
        pen.line(
            route(
                "M_ _Q_ _ _ _Q_ _ 330 _",
                -10,
                top - 26 + drop,
                x / 2,
                top + 12 + drop,
                x,
                top + 7,
                (x + 330) / 2,
                top + 14 + drop,
                top - 30 + drop,
            ),
            "#3a3f44",
            1.1,
        )
