"""The key of a drawn photo is its recipe, so its files are made when they are asked for."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from portal.demo.pictures.files import HEIGHT, WIDTH, draw_file, key, recipe_of
from portal.demo.pictures.picture import DrawnPlace, Recipe
from portal.domain.attachment import Size
from portal.media.store import KEY, ORIGINAL

RECIPE = Recipe(DrawnPlace("sampah", 12_003), True)
NAME = key(RECIPE, "JK2611010007-2")


def test_a_key_is_found_again_as_its_recipe_and_fits_into_a_store() -> None:
    assert recipe_of(NAME) == RECIPE
    assert KEY.fullmatch(NAME)


def test_files_are_drawn_in_the_sizes_of_pages() -> None:
    for size in Size:
        with Image.open(BytesIO(draw_file(NAME, f"{size.value}.webp") or b"")) as drawn:
            assert (drawn.format, drawn.size) == ("WEBP", size.fitted(WIDTH, HEIGHT))
    assert draw_file(NAME, ORIGINAL) == str(RECIPE).encode()


def test_nothing_is_drawn_for_other_keys_and_names() -> None:
    for other in ("", "aB3_x" * 5, NAME.replace("sampah", "rahasia"), f"../{NAME}", NAME.replace("12003", "x")):
        assert draw_file(other, "small.webp") is None
    assert draw_file(NAME, "huge.webp") is None
