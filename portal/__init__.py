"""Pantau: a public transparency portal for citizen complaints."""

from __future__ import annotations

from flask import Flask

from . import blueprints, cities, commands, config, database, presentation, search, web
from .context import Portal, bind_portal
from .extensions import babel, compress, csrf, db, login_manager, migrate


def create_app(settings: config.Settings | None = None) -> Flask:
    """The portal as a Flask application; settings from the environment when None."""
    settings = settings or config.from_environment()
    settings.data.mkdir(parents=True, exist_ok=True)
    city = cities.load(settings.city)
    app = Flask(__name__, static_folder=None)
    app.config.from_mapping(config.flask_settings(settings))
    bind_portal(app, Portal(settings, city, search.open_engine(settings.search_engine, settings.data / "index", city)))
    db.init_app(app)
    migrate.init_app(app, db, directory=str(config.MIGRATIONS), render_as_batch=True)
    login_manager.init_app(app, add_context_processor=False)  # public pages do not ask who is signed in
    csrf.init_app(app)
    compress.init_app(app)
    with app.app_context():
        database.prepare(db.engine)
    web.register(app, babel)
    presentation.register(app)
    blueprints.register(app)
    commands.register(app)
    return app
