"""Brings the database to this release's schema, or says in one sentence that it has another, or another city's."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

import click
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import upgrade as migrate_up
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from ..actions.identity import claim
from ..actions.install import install
from ..cities import CityError
from ..config import MIGRATIONS
from ..context import current_portal
from ..domain.status import Refused
from ..extensions import db
from ..queries.identity import refusal, stored_identity
from .cli_errors import DAMAGED

QUICKLY_CHECKED = 512 << 20  # bytes of a SQLite file that is checked at each start: a second or two


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
    """Raise ClickException when migrations are missing, or the database is another city's.

    A newer schema works: each keeps the previous release alive.
    """
    refuse_other_city()
    found = schema_state()
    if found in (SchemaState.EMPTY, SchemaState.OLDER):
        raise click.ClickException(f"{found.value}. Run first: flask --app wsgi portal upgrade")


def refuse_damaged() -> None:
    """Raise ClickException when SQLite's own quick check finds its file damaged; a large file is left to `verify`."""
    if db.engine.dialect.name != "sqlite" or Path(db.engine.url.database or "").stat().st_size > QUICKLY_CHECKED:
        return
    try:
        with db.engine.connect() as connection:
            found = connection.execute(text("PRAGMA quick_check(1)")).scalar()
    except DatabaseError as error:
        found = str(error.orig)
    if found != "ok":
        raise click.ClickException(f"The database is damaged: {found}. {DAMAGED}")


def raise_schema() -> None:
    """Run the migrations that are missing, in the city's own database alone; a newer schema is left as it is.

    Where none is missing the write lock is not taken: Alembic would read all migrations while officers wait.
    """
    refuse_other_city()
    if schema_state() not in (SchemaState.NEWER, SchemaState.CURRENT):
        migrate_up()
    _claim()


def refuse_other_city() -> None:
    """Raise ClickException when the database belongs to another city."""
    said = refusal(stored_identity(db.engine), current_portal().city)
    if said:
        raise click.ClickException(said)


def _claim(*, rename: bool = False) -> None:
    """A database that is no city's yet takes this one; the search index learns whose it is."""
    portal = current_portal()
    try:
        portal.engine.belong(claim(portal.city, rename=rename))
    except Refused as refused:
        raise click.ClickException(
            f"The database has agencies, areas or categories, and the city pack {portal.city.slug!r} has none of them: "
            "it seems to be another city's. Set CITY. If it is this city's after all, run: "
            "flask --app wsgi portal upgrade --rename-city"
        ) from refused


@click.command("upgrade")
@click.option("--rename-city", is_flag=True, help="The database belongs to CITY, whatever it says of itself.")
def upgrade(rename_city: bool) -> None:
    """Run the migrations that the database still lacks, and bring what the city pack names up to date in it."""
    if not rename_city:
        refuse_other_city()
    found = schema_state()
    if found is SchemaState.NEWER:
        raise click.ClickException(f"{found.value}. Run the upgrade of that release; this one cannot take it back.")
    migrate_up()
    _claim(rename=rename_city)
    try:
        install(current_portal().city)
    except CityError as error:
        raise click.ClickException(str(error)) from error
