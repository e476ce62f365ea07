"""The picture that stands beside a link wherever it is shared: the page's answer in large letters, and one drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

from .lay_out import drawing_of, laid_out
from .letters import SPACE, Letters, letters_of
from .plain_style import FACES, PlainStyle

WIDTH, HEIGHT, MARGIN = 1200, 630, 72
ROOM = WIDTH - 2 * MARGIN
#: How large the headline may be, in how many lines; the first that fits is taken.
HEADLINES = ((68.0, 1), (68.0, 2), (60.0, 2), (60.0, 3), (52.0, 3), (46.0, 3), (46.0, 1), (46.0, 2), (46.0, 4))
DETAIL, SMALL = 32.0, 25.0
TOP, FOOT = 96.0, HEIGHT - 56.0  # baselines of the portal's name and of the last line


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPicture:
    """``portal``: its name; ``detail``: a line below the headline; ``foot``: of when this is, and where it is from.
    ``drawing``: a part of a page whose first drawing is taken, '' for none; ``wide``: pixels in which that is laid out
    before it is made as wide as the picture."""

    portal: str
    headline: str
    detail: str
    foot: str
    language: str
    drawing: str = ""
    wide: float = ROOM


def link_picture(said: LinkPicture, style: PlainStyle, fonts: Sequence[Path]) -> str:
    """As SVG; ``fonts``: the files of its letters from light to bold, none where they could not be had."""
    bold, plain = letters_of(fonts[-1] if fonts else None), letters_of(fonts[0] if fonts else None)
    size = {"width": str(WIDTH), "height": str(HEIGHT), "viewBox": f"0 0 {WIDTH} {HEIGHT}"}
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **size, "lang": said.language})
    group, around, high = _drawing(said)
    SubElement(root, "style").text = style.of(_classes(group) | around)
    SubElement(root, "rect", {"width": str(WIDTH), "height": str(HEIGHT), "fill": style.tokens["--paper"]})
    SubElement(root, "rect", {"width": str(WIDTH), "height": "14", "fill": style.tokens["--ink"]})
    pen = _Pen(root, style)
    pen.write(plain.cut(said.portal, SMALL, ROOM), TOP, SMALL, "500", "--ink-2")
    floor = FOOT - SMALL * 1.6
    if high:
        floor -= high + 28
        around_it = SubElement(root, "g", {"class": " ".join(sorted(around))} if around else {})
        placed = {"transform": f"translate({MARGIN} {floor + 12:g}) scale({ROOM / said.wide:g})"}
        SubElement(around_it, "g", placed).append(group)
    _words(pen, said, (bold, plain), floor)
    pen.write(plain.cut(said.foot, SMALL, ROOM), FOOT, SMALL, "400", "--ink-2")
    return tostring(root, encoding="unicode")


def _words(pen: _Pen, said: LinkPicture, letters: tuple[Letters, Letters], floor: float) -> None:
    """Headline and detail from the top down to ``floor``: in the largest letters for which there is room."""
    bold, plain = letters
    details = plain.sentences(said.detail, DETAIL, ROOM, 2)
    free = floor - TOP - 36 - len(details) * DETAIL * 1.35
    fitting = [(size, most) for size, most in HEADLINES if most * size * 1.14 <= free] or [HEADLINES[-1]]
    whole = [one for one in fitting if bold.lines(said.headline, one[0], ROOM, one[1])[1]]
    size, most = whole[0] if whole else fitting[-1]
    lines = bold.lines(said.headline, size, ROOM, most)[0]
    y = TOP + 20
    for line in lines:
        y += size * 1.14
        pen.write(line, y, size, "700", "--ink")
    y += 16
    for line in details:
        y += DETAIL * 1.35
        pen.write(line, y, DETAIL, "400", "--ink-2")


def _drawing(said: LinkPicture) -> tuple[Element, set[str], float]:
    """Its shapes, the classes of what they stand in, and how high they are in the picture."""
    if not said.drawing:
        return Element("g"), set(), 0.0
    drawing, around = drawing_of(said.drawing)
    group, height = laid_out(drawing, said.wide)
    return group, around, height * ROOM / said.wide


def _classes(group: Element) -> set[str]:
    return {name for one in group.iter() for name in (one.get("class") or "").split()}


@dataclass(frozen=True, slots=True)
class _Pen:
    root: Element
    style: PlainStyle

    def write(self, text: str, y: float, size: float, weight: str, colour: str) -> None:
        """One line."""
        font = {"font-family": FACES, "font-size": f"{size:g}", "font-weight": weight}
        font["word-spacing"] = f"{size * SPACE:g}"
        place = {"x": str(MARGIN), "y": f"{y:g}", "fill": self.style.tokens[colour]}
        SubElement(self.root, "text", {**place, **font}).text = text
