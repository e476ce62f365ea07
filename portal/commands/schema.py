"""Bring the database to this release's schema, and tell in a sentence when it is at another one."""

from __future__ import annotations

from enum import Enum

import click
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import upgrade as migrate_up

from ..config import MIGRATIONS
from ..extensions import db


class SchemaState(Enum):
    """Where the database's schema stands beside this release's."""

    EMPTY = "The database has no tables yet"
    OLDER = "The database is of an older release"
    NEWER = "The database is of a newer release"
    CURRENT = "The database is of this release"


def standing() -> SchemaState:
    """Compares the migrations that the database has seen with those that there are."""
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
    """Refuses to go on with a database that lacks tables. A newer one works: migrations keep to the release before."""
    found = standing()
    if found in (SchemaState.EMPTY, SchemaState.OLDER):
        raise click.ClickException(f"{found.value}. Run first: flask --app wsgi portal upgrade")


def raise_schema() -> None:
    """Run what is missing, if this release knows what that is."""
    if standing() is not SchemaState.NEWER:
        migrate_up()


@click.command("upgrade")
def upgrade() -> None:
    """Run the migrations that the database still lacks."""
    found = standing()
    if found is SchemaState.NEWER:
        raise click.ClickException(f"{found.value}. Run the upgrade of that release; this one cannot take it back.")
    migrate_up()
