"""flask portal search ...: the index of this node."""

from __future__ import annotations

import click

from ..context import current_portal
from ..domain.city import City
from ..extensions import db
from ..projections import search_index
from ..projections.checkpoints import newest
from ..search.engine import Engine
from .schema import ready


@click.group("search")
def search() -> None:
    """Build the search index anew, or ask how far it is."""


@search.command("rebuild")
def rebuild() -> None:
    """Build the index from the database and put it in the place of the old one."""
    ready()
    city: City = current_portal().city
    engine: Engine = current_portal().engine
    with click.progressbar(length=1000, label="Indexing") as bar:

        def show(done: int, total: int) -> None:
            bar.update(max(0, 1000 * done // max(total, 1) - bar.pos))

        seq = search_index.rebuild(db.session(), engine, city, show)
    click.echo(f"{engine.documents():,} tickets indexed up to event {seq:,}.")


@search.command("status")
def status() -> None:
    """How many tickets the index holds and how far it lags behind the log."""
    ready()
    engine: Engine = current_portal().engine
    last = newest(db.session())
    click.echo(f"engine     {engine.name}")
    click.echo(f"documents  {engine.documents():,}")
    click.echo(f"seen up to {engine.seq():,} of {last:,} events, {max(0, last - engine.seq()):,} behind")
