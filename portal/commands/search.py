"""flask portal search ...: the index of this node."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from flask import current_app

from ..domain.city import City
from ..extensions import db
from ..readings import index_feed
from ..readings.cursors import newest
from ..readings.worker import POLL
from ..search.engine import Engine
from .supervisor import die_with_parent


@click.group("search")
def search() -> None:
    """Build the search index anew, or ask how far it is."""


@search.command("rebuild")
@click.option("--follow", is_flag=True, help="Take in what comes meanwhile; finish on SIGTERM or Ctrl-C.")
def rebuild(follow: bool) -> None:
    """Build the index from the database and put it in the place of the old one."""
    city: City = current_app.extensions["city"]
    engine: Engine = current_app.extensions["engine"]
    if follow:
        index_feed.rebuild(db.session(), engine, city, more=_until_stopped())
        return
    with click.progressbar(length=1000, label="Indexing") as bar:

        def show(done: int, total: int) -> None:
            bar.update(max(0, 1000 * done // max(total, 1) - bar.pos))

        seq = index_feed.rebuild(db.session(), engine, city, show)
    click.echo(f"{engine.documents():,} tickets indexed up to event {seq:,}.")


def _until_stopped() -> Callable[[], bool]:
    """Waits between two looks at the database; false once a signal has asked for the end."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return lambda: not stop.wait(POLL)


@contextmanager
def indexed_beside() -> Iterator[None]:
    """On the other core a new index is built of what comes in here meanwhile; it is finished when this ends.

    One build that commits once takes a quarter of what feeding batch after batch takes. If it dies, or this does, there
    is no index, and whoever looks next builds it.
    """
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "portal", "search", "rebuild", "--follow"]
    beside = subprocess.Popen(command, preexec_fn=die_with_parent)
    try:
        yield
    finally:
        beside.terminate()
        beside.wait()


@search.command("status")
def status() -> None:
    """How many tickets the index holds and how far it lags behind the log."""
    engine: Engine = current_app.extensions["engine"]
    last = newest(db.session())
    click.echo(f"engine     {engine.name}")
    click.echo(f"documents  {engine.documents():,}")
    click.echo(f"seen up to {engine.seq():,} of {last:,} events, {max(0, last - engine.seq()):,} behind")
