"""A chart as an SVG file of its own: its drawing, styled by the portal's stylesheets, and what is written around it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ...charts.plain_style import PlainStyle, plain_style
from ...charts.sheet import SheetText, sheet
from ...web import assets, language
from .shown import ShownChart

#: In the order in which pages load them.
SHEETS = ("tokens", "parts", "charts", "map", "life")


def standing_alone(shown: ShownChart) -> str:
    """The file."""
    content, citation = shown.content, shown.take.citation
    text = SheetText(
        headline=shown.headline,
        of=shown.of,
        source=(content.note, shown.take.text, citation.link, shown.take.city_source),
        language=language.current(),
        key=content.key,
        room=content.room,
        clipped=content.map,
    )
    return sheet(text, content.markup(), drawing_style())


def font_files() -> list[Path]:
    """The portal's font as images are drawn with it; empty where set-up could not make it."""
    return sorted((assets.FOLDER / "vendor").glob("plus-jakarta-sans-*.ttf"))


@lru_cache(maxsize=1)
def drawing_style() -> PlainStyle:
    """The portal's stylesheets, as marks need them."""
    return plain_style((assets.FOLDER / "css" / f"{name}.css").read_text() for name in SHEETS)
