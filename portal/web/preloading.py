"""Before a web server's processes are forked: what all need is loaded, what two must not share is closed."""

from __future__ import annotations

from flask import Flask

from ..extensions import db


def preload(app: Flask) -> None:
    """Compile every template: in a new process that was most of what its first pages took."""
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)


def disconnect(app: Flask) -> None:
    """Close the connections that the start has used: two processes must never use one."""
    if "sqlalchemy" in app.extensions:
        with app.app_context():
            db.engine.dispose()
