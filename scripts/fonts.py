"""Cut the portal's variable font into what browsers load, and into the weights that PNG files are drawn with.

A phone waits for the font with its first page, so the browsers' copy keeps only the weights of the stylesheets and the
features that they use. The renderer of PNG files reads TrueType alone.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

NAME = "plus-jakarta-sans"
WEIGHTS = (400, 500, 700)
#: The least, the usual and the greatest weight of the stylesheets.
LIMITS = (400, 400, 750)
FEATURES = ["calt", "ccmp", "kern", "liga", "locl", "mark", "mkmk", "tnum"]


def main(woff2: Path, to: Path) -> None:
    for weight in WEIGHTS:
        font = instantiateVariableFont(TTFont(woff2), {"wght": weight})
        font.flavor = None
        font.save(to / f"{NAME}-{weight}.ttf")
    _for_browsers(woff2).save(to / f"{NAME}.woff2")


def _for_browsers(woff2: Path) -> TTFont:
    """Every letter of it, in the weights and with the features that are asked for."""
    font = TTFont(woff2)
    options = Options(layout_features=FEATURES, hinting=False, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
    subset = Subsetter(options)
    subset.populate(unicodes=font.getBestCmap())
    subset.subset(font)
    font = instantiateVariableFont(font, {"wght": LIMITS})
    font.flavor = "woff2"
    return font


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
