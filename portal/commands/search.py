"""flask portal search ...: the index of this node."""

from __future__ import annotations

from contextlib import suppress

import click

from ..context import current_portal
from ..domain.city import City
from ..extensions import db
from ..projections import search_index
from ..queries.city.index_state import index_state
from ..search.engine import Engine, IndexAway
from .schema import ready

#: What an operator reads of each state; all but the first are mended by a running worker within seconds.
_MENDED = "a running worker builds it anew; without one: flask --app wsgi portal search rebuild"
STATES = {
    "": "sound, and of this database",
    "empty": f"empty: {_MENDED}",
    "lost": f"lost: {_MENDED}",
    "damaged": f"damaged: {_MENDED}",
    "ahead": f"ahead of the database, which was put back from an older backup: {_MENDED}",
    "of another history": f"of another history than the database's: {_MENDED}",
}


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


@search.command("stems")
def stems() -> None:
    """Which words of the index are taken for one, to be read: a class of words, by its stem, on each line."""
    ready()
    engine: Engine = current_portal().engine
    for stem, forms in engine.analyser.classes(engine.vocabulary()):
        click.echo(f"{stem}: {' '.join(forms)}")


@search.command("status")
def status() -> None:
    """How many tickets the index holds and how far it lags behind the log."""
    ready()
    engine: Engine = current_portal().engine
    state = index_state(db.session(), engine)
    click.echo(f"engine     {engine.name}")
    with suppress(IndexAway):
        click.echo(f"documents  {engine.documents():,}")
    click.echo(f"seen up to {state.seen:,} of {state.newest:,} events, {max(0, state.newest - state.seen):,} behind")
    click.echo(f"state      {STATES[state.wrong]}")
