"""A drawing as a PNG image, twice as fine as on a screen, in the portal's own font."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from resvg_py import svg_to_bytes

MIMETYPE = "image/png"
WIDTH = 1200  # pixels


def png(svg: str, fonts: Sequence[Path]) -> bytes:
    """``fonts``: TrueType files; without any, and then only, those of the machine are used."""
    files = [str(font) for font in fonts]
    return svg_to_bytes(svg_string=svg, width=WIDTH, skip_system_fonts=bool(files), font_files=files)
