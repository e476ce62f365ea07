"""A chart as an SVG file that stands alone: with its title, what it is of, a key, and its source below."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from .lay_out import drawing_of, laid_out
from .plain_style import FACES, PlainStyle

WIDTH, MARGIN = 600, 16
INNER = WIDTH - 2 * MARGIN
TITLE, TEXT, SOURCE = 17.0, 12.0, 10.0  # sizes of letters
LEADING = 1.4
LETTER = 0.56  # of its height: the mean width of a letter of the portal's font
SWATCH = 12


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """What a mark stands for. ``mark``: its classes, ``around``: those of what it is drawn in."""

    mark: str
    text: str
    around: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetText:
    """What is written around the drawing; ``headline``: what it says, ``of``: what is drawn, of whom and when.
    ``language``: of all this."""

    headline: str
    of: str
    source: Sequence[str]
    language: str
    key: Sequence[KeyEntry] = ()
    room: int = 0  # pixels that labels need beside the drawing
    clipped: bool = False  # a part of a larger drawing is shown


def sheet(text: SheetText, markup: str, style: PlainStyle) -> str:
    """The file; ``markup``: a part of a page whose first drawing is taken."""
    drawing, around = drawing_of(markup)
    group, height = laid_out(drawing, INNER - text.room)
    column = _Column(style)
    column.write(text.headline, TITLE, "700")
    column.write(text.of, TEXT, "500", "--ink-2")
    if text.key:
        column.key(text.key)
    column.gap(24)  # labels may stand above the upper edge
    column.draw(_clipped(group, INNER - text.room, height) if text.clipped else group, around, height)
    for line in text.source:
        column.write(line, SOURCE, "400", "--ink-2")
    return column.file(text)


def _clipped(group: Element, width: float, height: float) -> Element:
    """What lies within the drawing's own edges."""
    whole = Element("g", {"clip-path": "url(#edges)"})
    path = SubElement(whole, "clipPath", {"id": "edges"})
    SubElement(path, "rect", {"width": f"{width:g}", "height": f"{height:g}"})
    whole.append(group)
    return whole


class _Column:
    """What is written and drawn from above to below."""

    def __init__(self, style: PlainStyle) -> None:
        self._style = style
        self._parts: list[Element] = []
        self._y = float(MARGIN)

    def gap(self, pixels: float) -> None:
        self._y += pixels

    def write(self, text: str, size: float, weight: str = "400", colour: str = "--ink") -> None:
        """A paragraph; nothing for ''."""
        for line in textwrap.wrap(text, int(INNER / (size * LETTER)), break_on_hyphens=False):
            self._y += size * LEADING
            self._parts.append(self._line(line, MARGIN, size, weight, colour))
        self._y += size * 0.4 if text else 0

    def key(self, entries: Iterable[KeyEntry]) -> None:
        """Marks with their meaning, as many in a line as fit."""
        x, self._y = float(MARGIN), self._y + TEXT * 1.8
        for entry in entries:
            wide = SWATCH + 6 + len(entry.text) * TEXT * LETTER + 14
            if x > MARGIN and x + wide > WIDTH - MARGIN:
                x, self._y = float(MARGIN), self._y + TEXT * 1.6
            group = Element("g", {"class": entry.around} if entry.around else {})
            place = {"x": f"{x:g}", "y": f"{self._y - SWATCH + 2:g}", "width": str(SWATCH), "height": str(SWATCH)}
            group.append(Element("rect", {"class": entry.mark, **place}))
            self._parts += [group, self._line(entry.text, x + SWATCH + 6, TEXT, "400", "--ink")]
            x += wide

    def draw(self, group: Element, around: set[str], height: float) -> None:
        placed = Element("g", {"transform": f"translate({MARGIN} {self._y:g})"})
        if around:
            placed.set("class", " ".join(sorted(around)))
        placed.append(group)
        self._parts.append(placed)
        self._y += height + 14

    def file(self, text: SheetText) -> str:
        high = round(self._y + MARGIN)
        size = {"width": str(WIDTH), "height": str(high), "viewBox": f"0 0 {WIDTH} {high}"}
        root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **size, "role": "img", "lang": text.language})
        SubElement(root, "title").text = text.headline
        SubElement(root, "desc").text = text.of
        classes = {name for part in self._parts for one in part.iter() for name in (one.get("class") or "").split()}
        SubElement(root, "style").text = self._style.of(classes)
        paper = {"width": str(WIDTH), "height": str(high), "fill": self._style.tokens["--paper"]}
        SubElement(root, "rect", paper)
        root.extend(self._parts)
        return tostring(root, encoding="unicode")

    def _line(self, text: str, x: float, size: float, weight: str, colour: str) -> Element:
        font = {"font-family": FACES, "font-size": f"{size:g}", "font-weight": weight}
        line = Element("text", {"x": f"{x:g}", "y": f"{self._y:g}", **font, "fill": self._style.tokens[colour]})
        line.text = text
        return line
