"""Pantau: a public transparency portal for citizen complaints."""

from __future__ import annotations

import click
from flask import Flask

from . import blueprints, cities, commands, config, database, environment, presentation, quiet_log, search, web
from .context import Portal, bind_portal, portal_of
from .demo.pictures.files import draw_file
from .extensions import babel, compress, csrf, db, login_manager, migrate
from .queries.identity import refusal, stored_identity


def create_app(settings: config.Settings | None = None) -> Flask:
    """The portal as a Flask application; settings from the environment when None.

    Raises SettingsError or CityError for what the operator has to mend, also for another city's database.
    """
    settings = settings or config.from_environment()
    config.own(settings.data)
    quiet_log.install()
    app = create_core(settings)
    migrate.init_app(app, db, directory=str(config.MIGRATIONS), render_as_batch=True)
    login_manager.init_app(app, add_context_processor=False)  # public pages do not ask who is signed in
    csrf.init_app(app)
    compress.init_app(app)
    web.register(app, babel)
    presentation.register(app)
    blueprints.register(app)
    commands.register(app)
    return app


def create_core(settings: config.Settings) -> Flask:
    """The city, its database and its index, without pages and commands: what actions, queries and projections need."""
    city = cities.load(settings.city)
    app = Flask(__name__, static_folder=None)
    app.jinja_options = {"cache_size": -1}  # of a template that is dropped for others the next page compiles it anew
    app.config.from_mapping(config.flask_settings(settings))
    engine = search.open_engine(settings.search_engine, settings.data / "index", city)
    bind_portal(app, Portal(settings, city, engine, draw_file))
    db.init_app(app)
    with app.app_context():
        database.prepare(db.engine, patient=click.get_current_context(silent=True) is not None)
        _know_database(app)
    return app


def _know_database(app: Flask) -> None:
    """Refuse another city's database and its index; a command says so itself, for `upgrade` may mend it."""
    portal, found = portal_of(app), stored_identity(db.engine)
    said = refusal(found, portal.city)
    if said and click.get_current_context(silent=True) is None:
        raise environment.SettingsError(said)
    if found and not said:
        portal.engine.belong(found.database)
