"""Draws flat shapes as SVG, in the light of one hour of the day; a picture is 320 units wide and 240 high."""

from __future__ import annotations

from collections.abc import Callable, Sequence

WIDTH, HEIGHT = 320, 240
Point = tuple[float, float]


def mixed(colour: str, other: str, share: float) -> str:
    """A colour between two (``#rrggbb``); ``share`` of the other."""
    pairs = ((int(colour[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def points(*corners: Point) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)


def route(course: str, *numbers: float) -> str:
    """The course of a line, with its numbers in place of each ``_``."""
    return course.replace("_", "{:.1f}").format(*numbers)


class Pen:
    """The marks of one picture so far. ``light``: what the hour does to a colour; lamps are drawn as they are."""

    def __init__(self, light: Callable[[str], str]) -> None:
        self.light = light
        self.marks: list[str] = []

    def box(self, x: float, y: float, width: float, height: float, colour: str, *, round: float = 0) -> None:
        corner = f' rx="{round:.1f}"' if round else ""
        self._mark("rect", f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"{corner}', colour)

    def shape(self, corners: Sequence[Point], colour: str) -> None:
        self._mark("polygon", f'points="{points(*corners)}"', colour)

    def spot(self, x: float, y: float, across: float, down: float, colour: str) -> None:
        """An ellipse."""
        self._mark("ellipse", f'cx="{x:.1f}" cy="{y:.1f}" rx="{across:.1f}" ry="{down:.1f}"', colour)

    def path(self, course: str, colour: str) -> None:
        self._mark("path", f'd="{course}"', colour)

    def line(self, course: str, colour: str, width: float, *, dashes: str = "") -> None:
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ' stroke-linecap="round"'
        self.marks.append(
            f'<path d="{course}" fill="none" stroke="{self.light(colour)}" stroke-width="{width:.1f}"{dashed}/>'
        )

    def words(self, x: float, y: float, text: str, colour: str, size: float) -> None:
        """Bold words around the middle ``x``, their foot at ``y``."""
        self.marks.append(
            f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.1f}" font-weight="700" text-anchor="middle" '
            f'fill="{self.light(colour)}">{text}</text>'
        )

    def glow(self, corners: Sequence[Point], colour: str, strength: float) -> None:
        """Light that falls over what is drawn already, whatever the hour."""
        self.marks.append(f'<polygon points="{points(*corners)}" fill="{colour}" opacity="{strength:.2f}"/>')

    def lamp(self, x: float, y: float, across: float, down: float, colour: str) -> None:
        """Something that shines."""
        self.halo(x, y, across, down, colour, 1)

    def halo(self, x: float, y: float, across: float, down: float, colour: str, strength: float) -> None:
        """A pool of light."""
        place = f'cx="{x:.1f}" cy="{y:.1f}" rx="{across:.1f}" ry="{down:.1f}"'
        self.marks.append(f'<ellipse {place} fill="{colour}" opacity="{strength:.2f}"/>')

    def veil(self, x: float, y: float, width: float, height: float, colour: str, strength: float) -> None:
        """Something half transparent: water, shade."""
        place = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
        self.marks.append(f'<rect {place} fill="{self.light(colour)}" opacity="{strength:.2f}"/>')

    def _mark(self, name: str, place: str, colour: str) -> None:
        self.marks.append(f'<{name} {place} fill="{self.light(colour)}"/>')
