"""Which page answers where: one module an area, each with its ``bp``; a module that is not built yet is left out."""

from __future__ import annotations

import time
from importlib import import_module
from importlib.util import find_spec

from flask import Flask

from ..extensions import db
from ..queries.city_facts import CityFacts, city_facts, is_demonstration
from ..queries.log_end import LogWatch
from ..web import hot

MODULES = ("home", "tickets", "maps", "agencies", "areas", "method", "data", "desk", "health")
#: Modules that add routes to another module's blueprint, read before it is registered.
ADDITIONS = ("ticket_lens", "ticket_files", "desk_work", "desk_verbs", "desk_door")

ASKED_AGAIN = 5.0  # seconds


def register(app: Flask) -> None:
    for name in ADDITIONS:
        if _is_there(name):
            import_module(f".{name}", __name__)
    for name in MODULES:
        if _is_there(name):
            app.register_blueprint(import_module(f".{name}", __name__).bp)
    with app.app_context():
        hot.register(app, LogWatch(db.engine))
    app.jinja_env.globals.update(city_facts=_facts, demonstration=_Demonstration())


def _is_there(name: str) -> bool:
    return find_spec(f"{__name__}.{name}") is not None


def _facts() -> CityFacts:
    """What a page says about its data; asked when a layout prints it."""
    return city_facts(db.session())


class _Demonstration:
    """Whether a demonstration filled the database: once so it stays so; else it is asked again after some seconds."""

    def __init__(self) -> None:
        self._found = False
        self._until = 0.0

    def __call__(self) -> bool:
        if not self._found and time.monotonic() >= self._until:
            self._found = is_demonstration(db.session())
            self._until = time.monotonic() + ASKED_AGAIN
        return self._found
