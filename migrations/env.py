"""Runs migrations on the application's own database, SQLite or PostgreSQL, each in one transaction."""

from __future__ import annotations

import warnings
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from flask import current_app
from sqlalchemy import Connection

from portal.database import WRITES
from portal.models import Base
from portal.models.types import Moment


def render(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Write our own column type as what the database sees."""
    return "sa.BigInteger()" if kind == "type" and isinstance(item, Moment) else False


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=render,
        render_as_batch=True,
        compare_type=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction(), warnings.catch_warnings():
        # Of an index by an expression, which whoever makes a table anew must name; an operator can do nothing about it.
        warnings.filterwarnings("ignore", "Skipped unsupported reflection of expression-based index")
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    engine = current_app.extensions["sqlalchemy"].engine
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        run(connection)
