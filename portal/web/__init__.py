"""Plumbing of every page: language, sessions, access, headers, errors, assets, links and formats."""

from __future__ import annotations

from flask import Flask
from flask_babel import Babel

from .. import database
from ..context import current_portal
from ..presentation import dates, figures, numbers, rows, words
from . import assets, caching, compiling, errors, headers, language, links, parts, sessions, templating, turns


def register(app: Flask, babel: Babel) -> None:
    """Wire the plumbing into an application whose settings and city are already in ``app.extensions``."""
    app.session_interface = sessions.DeskSessions()
    turns.register(app)
    database.commit_reads(app)
    language.register(app, babel)
    assets.register(app)
    caching.register(app)
    headers.register(app)
    errors.register(app)
    numbers.register(app)
    figures.register(app)
    dates.register(app)
    parts.register(app)
    rows.register(app)
    words.register(app)
    links.register(app)
    templating.register(app)
    compiling.register(app)
    app.jinja_env.globals.update(city=lambda: current_portal().city)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
