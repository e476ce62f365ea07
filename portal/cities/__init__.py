"""City packs: a directory of data that describes a city. This package reads and checks it."""

from .pack import load, packs
from .problem import CityError

__all__ = ["CityError", "load", "packs"]
