"""flask portal worker: feeds the readings from the log."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable

import click
from flask import Flask, current_app

from ..actions.moderate import release_pending
from ..context import current_portal, portal_of
from ..domain.city import City
from ..extensions import db
from ..projections import scorecards, search_index
from ..projections.worker import Projection, drain, tail
from ..search.engine import Engine
from .schema import ready


def readings() -> list[Projection]:
    """Every reading, in the order in which people notice that it lags."""
    city: City = current_portal().city
    engine: Engine = current_portal().engine
    return [
        Projection("index", lambda session, seq: search_index.feed(session, engine, city, seq)),
        Projection("scorecards", lambda session, seq: scorecards.feed(session, city, seq), gap=scorecards.GAP),
    ]


@click.command("worker")
@click.option("--once", is_flag=True, help="Bring every reading up to date and exit.")
@click.option("--reading", "only", type=click.Choice(["index", "scorecards"]), help="Feed this reading only.")
def worker(once: bool, only: str | None) -> None:
    """Follow the log and feed search index and scorecards; stops cleanly on SIGTERM or Ctrl-C."""
    ready()
    chosen = [reading for reading in readings() if only in (None, reading.name)]
    if once:
        seq = drain(db.session(), chosen)
        click.echo(f"All readings have seen the log up to {seq}.")
        return
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    threads = [threading.Thread(target=_follow, args=(app, reading, stop)) for reading in chosen]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):  # signals reach the main thread only while it wakes up
        threads[0].join(0.5)
    portal_of(app).engine.close()


def _follow(app: Flask, reading: Projection, stop: threading.Event) -> None:
    """One reading in a thread and a session of its own, so that a long one keeps no other waiting."""
    with app.app_context():
        tail(db.session(), [reading], stop, _chores(reading.name, portal_of(app).city))


def _chores(reading: str, city: City) -> list[Callable[[], object]]:
    """What the passing of time alone asks for, beside a reading that looks after it."""
    if reading == "index":
        return [lambda: release_pending(city)]
    return [lambda: scorecards.feed(db.session(), city, 0)] if reading == scorecards.NAME else []
