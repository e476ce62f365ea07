"""Which page answers where: one module an area, each with its ``bp``; a module that is not built yet is left out."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from flask import Flask, current_app

from ..extensions import db
from ..queries.city_facts import CityFacts, city_facts, is_demonstration
from ..queries.log_end import LogWatch
from ..web import hot

MODULES = ("home", "tickets", "maps", "agencies", "areas", "method", "data", "desk", "health")
#: Modules that add routes to another module's blueprint, read before it is registered.
ADDITIONS = ("ticket_lens", "ticket_files", "desk_work", "desk_verbs", "desk_door")


def register(app: Flask) -> None:
    for name in ADDITIONS:
        if _is_there(name):
            import_module(f".{name}", __name__)
    for name in MODULES:
        if _is_there(name):
            app.register_blueprint(import_module(f".{name}", __name__).bp)
    with app.app_context():
        hot.register(app, LogWatch(db.engine))
    app.jinja_env.globals.update(city_facts=_facts, demonstration=_demonstration)


def _is_there(name: str) -> bool:
    return find_spec(f"{__name__}.{name}") is not None


def _facts() -> CityFacts:
    """What a page says about its data; asked when a layout prints it."""
    return city_facts(db.session())


def _demonstration() -> bool:
    """Whether a demonstration filled the database; once so it stays so, and is not asked again."""
    kept = current_app.extensions
    if not kept.get("demonstration"):
        kept["demonstration"] = is_demonstration(db.session())
    return bool(kept["demonstration"])
