"""Plumbing of every page: language, sessions, access, limits, headers, errors, log, static files, page cache, links."""

from __future__ import annotations

from flask import Flask
from flask_babel import Babel

from .. import database
from ..context import current_portal
from ..extensions import db
from . import (
    assets,
    caching,
    errors,
    headers,
    hosts,
    language,
    limits,
    links,
    metrics,
    proxies,
    repeated,
    request_log,
    row_numbers,
    rush,
    sessions,
    unread_body,
    uploads,
)


def register(app: Flask, babel: Babel) -> None:
    """Wire the plumbing into an application that runs a portal already (see context.py)."""
    app.session_interface = sessions.DeskSessions()
    row_numbers.register(app)
    request_log.register(app)
    with app.app_context():
        metrics.register(app, db.engine)
    database.commit_reads(app)
    language.register(app, babel)
    proxies.register(app)
    unread_body.register(app)
    hosts.register(app)
    assets.register(app)
    caching.register(app)
    headers.register(app)
    errors.register(app)
    limits.register(app)
    rush.register(app)
    links.register(app)
    uploads.register(app)
    repeated.register(app)
    app.jinja_env.globals.update(city=lambda: current_portal().city)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
