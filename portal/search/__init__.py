"""The index of public tickets: analysis, query language and two engines. It knows documents and ids, not tables."""

from __future__ import annotations

from pathlib import Path

from ..domain.city import City
from .analysis import Analyser
from .engine import Engine


def open_engine(kind: str, directory: Path, city: City) -> Engine:
    """The engine ``tantivy`` or ``whoosh``, with an index of its own in a directory, which is made if it is missing."""
    analyser = Analyser.of(city)
    if kind == "whoosh":
        from .whoosh.engine import WhooshEngine

        return WhooshEngine(directory, analyser)
    from .tantivy.engine import TantivyEngine

    return TantivyEngine(directory, analyser)
