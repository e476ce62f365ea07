"""The demonstration city: a year of complaints that nobody made, the same for the same city, number, seed and end.

``until`` is the moment at which the year ends and after which nothing has happened: the reference day's midnight,
so that the open tickets of a demonstration have the ages that pages shown today would give them.
"""

from .data import DemoError
from .stream import ahead
from .year import CHUNK, SOURCE, Demo, generate

__all__ = ["CHUNK", "SOURCE", "Demo", "DemoError", "ahead", "generate"]
