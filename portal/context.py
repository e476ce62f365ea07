"""The running portal as one typed object: its settings, its city, its search engine, what it keeps in memory."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import cast

from flask import Flask, current_app

from .config import Settings
from .domain.city import City
from .media.store import Draw, MediaStore
from .queries.versioned_cache import VersionedCache
from .search.engine import Engine

_KEY = "portal"


@dataclass(slots=True)
class Portal:
    """What every request and command of one application shares.

    ``pack`` names the city pack with all its words, ``build`` the static files: both change what pages say.
    """

    settings: Settings
    city: City
    engine: Engine
    draw: Draw | None = None  # the demonstration's pictures
    cache: VersionedCache = field(default_factory=VersionedCache)
    media: MediaStore = field(init=False)
    pack: str = field(init=False)
    build: str = field(init=False, default="")

    def __post_init__(self) -> None:
        self.media = MediaStore(self.settings.media_url, self.draw)
        ordered = replace(self.city, names=frozenset(), stop_words=frozenset())  # a set is written in any order
        self.pack = hashlib.blake2s(repr(ordered).encode(), digest_size=12).hexdigest()


def bind_portal(app: Flask, portal: Portal) -> None:
    """Make ``portal`` the one that ``app`` runs."""
    app.extensions[_KEY] = portal


def portal_of(app: Flask) -> Portal:
    """The portal of an application, outside of its context."""
    return cast(Portal, app.extensions[_KEY])


def current_portal() -> Portal:
    """The portal of the application whose context is active. Raises RuntimeError outside of one."""
    return portal_of(current_app)
