"""Every scene by name: what is drawn, from where it may be seen, and what it says to those who cannot see it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..rng import Rng
from . import on_the_pavement, on_the_road, overhead, traffic
from .pen import Pen
from .streets import ground, lane, street
from .view import View

WORDS = Path(__file__).parents[1] / "data" / "scenes.toml"


@dataclass(frozen=True, slots=True)
class DrawnScene:
    """A trouble, and the views in which it may lie."""

    draw: Callable[[View, bool], None]
    views: tuple[Callable[[Pen, Rng], View], ...]
    night: bool = False


SCENES: dict[str, DrawnScene] = {
    "lubang": DrawnScene(on_the_road.pothole, (street, lane, ground)),
    "lampu": DrawnScene(overhead.lamp, (street, lane), night=True),
    "sampah": DrawnScene(on_the_road.rubbish, (street, lane)),
    "saluran": DrawnScene(on_the_road.drain, (street, ground)),
    "pohon": DrawnScene(on_the_road.fallen_tree, (street, lane)),
    "pkl": DrawnScene(on_the_pavement.stalls, (street,)),
    "trotoar": DrawnScene(on_the_pavement.pavement, (street,)),
    "banjir": DrawnScene(on_the_road.flood, (street, lane)),
    "parkir": DrawnScene(traffic.parked_cars, (street,)),
    "motor": DrawnScene(traffic.parked_motorbikes, (street,)),
    "spanduk": DrawnScene(on_the_pavement.banners, (street,)),
    "kabel": DrawnScene(overhead.cables, (street, lane)),
    "taman": DrawnScene(on_the_pavement.park, (street,)),
    "galian": DrawnScene(on_the_road.trench, (street, ground)),
    "rambu": DrawnScene(traffic.traffic_light, (street,)),
}


@cache
def words() -> dict[str, tuple[str, str]]:
    """What a scene shows, before and after the work."""
    return {name: (before, after) for name, (before, after) in tomllib.loads(WORDS.read_text(encoding="utf-8")).items()}
