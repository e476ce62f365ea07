"""City packs: what a city says about itself is data in a directory; this room only reads it."""

from .pack import load, packs
from .problem import CityError

__all__ = ["CityError", "load", "packs"]
