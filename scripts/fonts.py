"""Cut the portal's variable font into the weights that PNG files are drawn with: the renderer reads TrueType alone."""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

WEIGHTS = (400, 500, 700)


def main(woff2: Path, to: Path) -> None:
    for weight in WEIGHTS:
        font = instantiateVariableFont(TTFont(woff2), {"wght": weight})
        font.flavor = None
        font.save(to / f"plus-jakarta-sans-{weight}.ttf")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
