"""The running portal as one typed object: its settings, its city, its search engine, what it keeps in memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from flask import Flask, current_app

from .config import Settings
from .domain.city import City
from .queries.cache import VersionedCache
from .search.engine import Engine

_KEY = "portal"


@dataclass(slots=True)
class Portal:
    """What every request and command of one application shares."""

    settings: Settings
    city: City
    engine: Engine
    cache: VersionedCache = field(default_factory=VersionedCache)


def bind_portal(app: Flask, portal: Portal) -> None:
    """Make ``portal`` the one that ``app`` runs."""
    app.extensions[_KEY] = portal


def portal_of(app: Flask) -> Portal:
    """The portal of an application, outside of its context."""
    return cast(Portal, app.extensions[_KEY])


def current_portal() -> Portal:
    """The portal of the application whose context is active. Raises RuntimeError outside of one."""
    return portal_of(current_app)
