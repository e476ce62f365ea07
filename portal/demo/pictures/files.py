"""The files of a drawn photo, made when somebody asks for one: its key is its recipe."""

from __future__ import annotations

import re
from io import BytesIO

from ...domain.attachment import Size
from ...media.store import ORIGINAL
from .picture import DrawnPlace, Recipe, image
from .scenes import SCENES

WIDTH, HEIGHT = 1280, 960
QUALITY = 78
_KEY = re.compile(r"peragaan-([a-z]+)-(\d{1,8})-(sebelum|sesudah)-[A-Z]{2}\d+(?:-\d)?")


def key(recipe: Recipe, use: str) -> str:
    """``use``: what shows the picture, such as the code of a report, since a picture may be shown more than once."""
    return f"peragaan-{recipe}-{use}"


def recipe_of(key: str) -> Recipe | None:
    """None when the key is not of a drawn photo."""
    found = _KEY.fullmatch(key)
    return Recipe(DrawnPlace(found[1], int(found[2])), found[3] == "sesudah") if found and found[1] in SCENES else None


def draw_file(key: str, name: str) -> bytes | None:
    """One file of a drawn photo, as a store of media names it; None when the key or the name is none of ours.

    What was "handed in" is the recipe.
    """
    recipe = recipe_of(key)
    if recipe is None:
        return None
    if name == ORIGINAL:
        return str(recipe).encode()
    side = {f"{size.value}.webp": size.side for size in Size}.get(name)
    if side is None:
        return None
    file = BytesIO()
    image(recipe, min(side, WIDTH)).save(file, "WEBP", quality=QUALITY)
    return file.getvalue()
