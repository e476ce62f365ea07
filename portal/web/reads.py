"""How pages read: in one transaction, with a session or without one, which ends with COMMIT.

psycopg forgets its prepared statements at a ROLLBACK. Planning the ticket page's statements takes
PostgreSQL ten times as long as running them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from flask import Flask, current_app, request
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

READS = frozenset({"GET", "HEAD"})


def register(app: Flask) -> None:
    """After Flask-SQLAlchemy, so that this comes before it takes the session away. SQLite has nothing to forget."""
    db = app.extensions["sqlalchemy"]
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            return

    @app.teardown_request
    def commit(error: BaseException | None) -> None:
        if error is None and request.method in READS and db.session.registry.has():
            with suppress(SQLAlchemyError):  # the database has gone away: nothing is lost, and the page has said so
                db.session.commit()


@contextmanager
def reading() -> Iterator[Connection]:
    """A transaction for a page that asks for so little that a session would cost as much as its answers."""
    with current_app.extensions["sqlalchemy"].engine.begin() as connection:
        yield connection
