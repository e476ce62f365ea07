"""A recipe always gives the same drawing, labelled; before and after are the same place."""

from __future__ import annotations

import numpy as np
import pytest

from portal.demo.pictures.picture import LABEL, DrawnPlace, Recipe, image, svg
from portal.demo.pictures.scenes import SCENES

PLACE = DrawnPlace("lubang", 7)


def test_a_recipe_gives_the_same_drawing_each_time_and_says_what_it_is() -> None:
    assert svg(Recipe(PLACE, False)) == svg(Recipe(PLACE, False))
    assert LABEL in svg(Recipe(PLACE, False)) and LABEL in svg(Recipe(PLACE, True))
    assert str(Recipe(PLACE, True)) == "lubang-7-sesudah"


def test_before_and_after_are_the_same_place_and_another_seed_is_another() -> None:
    """The shops' names are a good witness: they are chosen by chance."""

    def words(recipe: Recipe) -> list[str]:
        return [part.partition("<")[0] for part in svg(recipe).split('fill="')[1:] if ">" in part and "</text" in part]

    for scene in ("parkir", "pkl", "trotoar"):
        before, after, other = (
            [mark.partition(">")[2] for mark in words(recipe)]
            for recipe in (
                Recipe(DrawnPlace(scene, 3), False),
                Recipe(DrawnPlace(scene, 3), True),
                Recipe(DrawnPlace(scene, 4), False),
            )
        )
        assert before == after != other, scene


@pytest.mark.only_on("sqlite")
def test_every_scene_is_drawn_and_changes_by_the_work() -> None:
    for scene in SCENES:
        before, after = (np.asarray(image(Recipe(DrawnPlace(scene, 2), done), 80), float) for done in (False, True))
        assert before.shape == after.shape == (60, 80, 3)
        assert np.abs(before - after).mean() > 4, scene
