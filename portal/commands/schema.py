"""Brings the database to this release's schema, or says in one sentence that it has another."""

from __future__ import annotations

from enum import Enum

import click
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import upgrade as migrate_up

from ..config import MIGRATIONS
from ..extensions import db


class SchemaState(Enum):
    """The database's schema compared with this release's."""

    EMPTY = "The database has no tables yet"
    OLDER = "The database is of an older release"
    NEWER = "The database is of a newer release"
    CURRENT = "The database is of this release"


def schema_state() -> SchemaState:
    """Compare the migrations that were run on the database with those of this release."""
    with db.engine.connect() as connection:
        seen = MigrationContext.configure(connection).get_current_heads()
    script = ScriptDirectory(str(MIGRATIONS))
    if not seen:
        return SchemaState.EMPTY
    if set(seen) == set(script.get_heads()):
        return SchemaState.CURRENT
    known = {revision.revision for revision in script.walk_revisions()}
    return SchemaState.OLDER if known.issuperset(seen) else SchemaState.NEWER


def ready() -> None:
    """Raise ClickException when migrations are missing. A newer schema works: each keeps the previous release alive."""
    found = schema_state()
    if found in (SchemaState.EMPTY, SchemaState.OLDER):
        raise click.ClickException(f"{found.value}. Run first: flask --app wsgi portal upgrade")


def raise_schema() -> None:
    """Run the migrations that are missing; a newer schema is left as it is."""
    if schema_state() is not SchemaState.NEWER:
        migrate_up()


@click.command("upgrade")
def upgrade() -> None:
    """Run the migrations that the database still lacks."""
    found = schema_state()
    if found is SchemaState.NEWER:
        raise click.ClickException(f"{found.value}. Run the upgrade of that release; this one cannot take it back.")
    migrate_up()
