"""How wide words are in the portal's font, so that the lines of a picture end where there is room, and none is cut."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

MEAN = 0.56  # of its height: the mean width of a letter, where the font could not be had
MORE = "…"
SPACE = 0.05  # what is added to each space, a part of the height: the font sets its words close


@dataclass(frozen=True)
class Letters:
    """``advances``: of each letter, as a part of the height; empty for a font that is not known."""

    advances: dict[str, float]

    def width(self, text: str, size: float) -> float:
        return size * (sum(self.advances.get(letter, MEAN) for letter in text) + SPACE * text.count(" "))

    def lines(self, text: str, size: float, room: float, most: int) -> tuple[list[str], bool]:
        """The text in at most so many lines, and whether all of it is there; what is left out shows as ``…``."""
        rows: list[str] = []
        words = text.split()
        while words and len(rows) < most:
            fitting = 1
            while fitting < len(words) and self.width(" ".join(words[: fitting + 1]), size) <= room:
                fitting += 1
            rows.append(" ".join(words[:fitting]))
            words = words[fitting:]
        whole = not words and all(self.width(row, size) <= room for row in rows)
        if words:
            rows[-1] += MORE
        return [self.cut(row, size, room) for row in rows], whole

    def cut(self, line: str, size: float, room: float) -> str:
        """The line itself where it fits, else as many of its words, or of its letters, as fit, and ``…``."""
        if self.width(line, size) <= room:
            return line
        kept = line.removesuffix(MORE)
        while kept and self.width(kept + MORE, size) > room:
            kept = kept.rpartition(" ")[0] or kept[:-1]
        return kept.rstrip(" ,.:;·") + MORE

    def sentences(self, text: str, size: float, room: float, most: int) -> list[str]:
        """As ``lines``, without the last sentences where not all fit."""
        said = text.split(". ")
        while len(said) > 1 and not self.lines(". ".join(said), size, room, most)[1]:
            said.pop()
        return self.lines(". ".join(said), size, room, most)[0]


@lru_cache(maxsize=4)
def letters_of(font: Path | None) -> Letters:
    """Of a TrueType file; None: all letters are as wide as the mean."""
    if font is None:
        return Letters({})
    with TTFont(font) as file:
        widths, units = file["hmtx"], file["head"].unitsPerEm
        return Letters({chr(sign): widths[name][0] / units for sign, name in file.getBestCmap().items()})
