"""The demonstration city: a year of invented complaints, the same for the same city, number of tickets, seed and end.

``until`` is the moment at which the year ends and after which nothing has happened: the first moment of the reference
day, so that the open tickets of a demonstration are as old as pages shown on that day would have them.
"""

from .data import DemoError
from .year import CHUNK, SOURCE, Demo, generate

__all__ = ["CHUNK", "SOURCE", "Demo", "DemoError", "generate"]
