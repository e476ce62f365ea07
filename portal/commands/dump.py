"""flask portal export DIR: every public ticket as ready files, which the worker also writes each night."""

from __future__ import annotations

from pathlib import Path

import click
from flask import current_app, url_for

from ..context import current_portal
from ..exports.dump import FOLDER
from ..extensions import db
from ..projections import dumps
from ..queries.sources import Sources
from .schema import ready


@click.command("export")
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
def export(directory: Path) -> None:
    """Write all public tickets into DIRECTORY as CSV, JSON and GeoJSON, compressed, with their hashes."""
    ready()
    made = dumps.write(sources(), directory, ticket_base())
    for file in made.files:
        click.echo(f"{file.sha256}  {directory / file.name}  {file.size:,} bytes")
    click.echo(f"{made.total:,} tickets as of event {made.seq:,}; head {made.seq}:{made.head}")


def sources() -> Sources:
    """What this process reads of the city."""
    portal = current_portal()
    return Sources(db.session(), portal.engine, portal.city, portal.cache)


def ticket_base() -> str:
    """The address of a ticket without its code; a path alone where nobody has said how the portal is reached."""
    with current_app.test_request_context():
        return current_portal().settings.public_url + url_for("tickets.page", code="-")[:-1]


def keep_fresh() -> None:
    """The worker's chore: the files in the data directory."""
    dumps.keep_fresh(sources(), current_portal().settings.data / FOLDER, ticket_base())
