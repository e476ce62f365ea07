"""Pantau: a public transparency portal for citizen complaints."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask

from . import blueprints, cities, commands, config, database, search, web
from .context import Portal, bind_portal
from .extensions import babel, compress, csrf, db, login_manager, migrate


class PantauFlask(Flask):
    """Flask, but for what it asks of every view at every request."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """No view here is a coroutine, and to look takes as long as to find the view."""
        return func


def create_app(settings: config.Settings | None = None) -> Flask:
    """The portal as a Flask application; settings from the environment when None."""
    settings = settings or config.from_environment()
    settings.data.mkdir(parents=True, exist_ok=True)
    city = cities.load(settings.city)
    app = PantauFlask(__name__)
    app.config.from_mapping(config.flask_settings(settings))
    bind_portal(app, Portal(settings, city, search.open_engine(settings.search_engine, settings.data / "index", city)))
    db.init_app(app)
    migrate.init_app(app, db, directory=str(config.MIGRATIONS), render_as_batch=True)
    login_manager.init_app(app)
    csrf.init_app(app)
    compress.init_app(app)
    with app.app_context():
        database.prepare(db.engine)
    web.register(app, babel)
    blueprints.register(app)
    commands.register(app)
    return app
