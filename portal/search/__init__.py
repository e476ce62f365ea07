"""The index of public tickets: words, query language, two engines. Knows documents and ids, not tables."""

from __future__ import annotations

from pathlib import Path

from ..domain.city import City
from .analysis import Analyser
from .engine import Engine


def open_engine(kind: str, directory: Path, city: City) -> Engine:
    """The engine ``tantivy`` or ``whoosh`` on its own part of a directory, which is made when it is needed."""
    analyser = Analyser.of(city)
    if kind == "whoosh":
        from .whoosh_engine import WhooshEngine

        return WhooshEngine(directory, analyser)
    from .tantivy.engine import TantivyEngine

    return TantivyEngine(directory, analyser)
