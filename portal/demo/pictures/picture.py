"""One drawn photo from its recipe: a scene, a seed, and whether the work is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image
from resvg_py import svg_to_bytes

from ..rng import Rng
from .pen import HEIGHT, WIDTH, Pen, mixed
from .scenes import SCENES
from .streets import front

FONTS = [str(file) for file in (Path(__file__).parents[2] / "static" / "vendor").glob("*.ttf")]
LABEL = "gambar peragaan"
#: What the hour does to colours: another colour, and how much of it.
HOURS = (("#ffffff", 0.0), ("#fff1cf", 0.12), ("#8d979d", 0.16), ("#6f7f8c", 0.3), ("#f0c48a", 0.2), ("#ffffff", 0.14))
NIGHT = ("#17222d", 0.74)


@dataclass(frozen=True, slots=True)
class DrawnPlace:
    """A place that looks like no other: what is wrong there, and a seed."""

    scene: str
    seed: int


@dataclass(frozen=True, slots=True)
class Recipe:
    """``done``: the photo after the work."""

    place: DrawnPlace
    done: bool

    def __str__(self) -> str:
        return f"{self.place.scene}-{self.place.seed}-{'sesudah' if self.done else 'sebelum'}"


def svg(recipe: Recipe) -> str:
    """The drawing."""
    scene, chance = SCENES[recipe.place.scene], _chances(recipe)
    pen = Pen(_light(scene.night, chance(3)))
    choice = chance(0)
    view = choice.choice(scene.views)(pen, choice)
    view.rng = chance(1)
    scene.draw(view, recipe.done)
    view.rng = chance(2)
    front(view)
    return _framed(pen, chance(4), recipe.done)


def _chances(recipe: Recipe) -> Callable[[int], Rng]:
    """Chances by purpose, alike before and after but for the hour's, so that only what was done changes the scene."""
    scene = list(SCENES).index(recipe.place.scene)

    def chance(purpose: int) -> Rng:
        hour = int(recipe.done) if purpose >= 3 else 0
        return Rng(np.random.Generator(np.random.PCG64([11, scene, recipe.place.seed, purpose, hour])))

    return chance


def _light(night: bool, rng: Rng) -> Callable[[str], str]:
    colour, share = NIGHT if night else rng.choice(HOURS)
    return lambda drawn: mixed(drawn, colour, share)


def _framed(pen: Pen, rng: Rng, done: bool) -> str:
    """The camera is never held quite the same."""
    zoom = 1.08 + rng.random() * 0.08
    turn = (rng.random() - 0.5) * 3.4
    x, y = ((rng.random() - 0.5) * 14 for _ in range(2))
    camera = f"translate({160 + x:.1f} {120 + y:.1f}) rotate({turn:.2f}) scale({zoom:.3f}) translate(-160 -120)"
    plate = (
        '<rect x="0" y="218" width="128" height="22" fill="#fffefb"/>'
        f'<text x="8" y="233" font-size="14" fill="#26323b">{LABEL}</text>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="Plus Jakarta Sans, sans-serif"><g transform="{camera}">{"".join(pen.marks)}</g>{plate}</svg>'
    )


def image(recipe: Recipe, width: int = 1280) -> Image.Image:
    """The drawing as a picture of this width."""
    return Image.open(
        BytesIO(svg_to_bytes(svg_string=svg(recipe), width=width, skip_system_fonts=bool(FONTS), font_files=FONTS))
    ).convert("RGB")
