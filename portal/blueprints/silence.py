"""Answers that say which live feeds are silent: what is kept of a page is of a version with them."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response

from .. import clock
from ..context import current_portal
from ..domain.source_clock import SourceClocks
from ..extensions import db
from ..queries.city.clocks import spoken_sources
from ..queries.city.version import city_version
from ..web import caching


def clocks_of(city: int) -> SourceClocks:
    """Up to when sources have spoken; ``city``: the city's version as it was just read."""
    return SourceClocks(clock.now(), spoken_sources(db.session(), current_portal().cache, city))


def silent_sources(city: int | None = None) -> tuple[str, ...]:
    """The names of the live feeds that are silent now; ``city``: its version, None: not read yet."""
    return tuple(source.name for source in clocks_of(city_version(db.session()) if city is None else city).silent)


def answer(version: object, render: Callable[[], str | Response], city: int | None = None) -> Response:
    """See caching.answer; ``city``: its version, where it was just read."""
    return caching.answer((version, silent_sources(city)), render)
