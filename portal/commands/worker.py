"""flask portal worker: feeds the readings from the log."""

from __future__ import annotations

import signal
import threading

import click
from flask import Flask, current_app

from ..actions.take_back import release_pending
from ..domain.city import City
from ..extensions import db
from ..readings import index_feed, scorecards
from ..readings.worker import Reading, drain, tail
from ..search.engine import Engine


def readings() -> list[Reading]:
    """Every reading, in the order in which people notice that it lags."""
    city: City = current_app.extensions["city"]
    engine: Engine = current_app.extensions["engine"]
    return [
        Reading("index", lambda session, seq: index_feed.feed(session, engine, city, seq)),
        Reading("scorecards", lambda session, seq: scorecards.feed(session, city, seq), gap=scorecards.GAP),
    ]


@click.command("worker")
@click.option("--once", is_flag=True, help="Bring every reading up to date and exit.")
def worker(once: bool) -> None:
    """Follow the log and feed search index and scorecards; stops cleanly on SIGTERM or Ctrl-C."""
    session = db.session()
    if once:
        seq = drain(session, readings())
        click.echo(f"All readings have seen the log up to {seq}.")
        return
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    threads = [threading.Thread(target=_follow, args=(app, reading, stop)) for reading in readings()]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):  # signals reach the main thread only while it wakes up
        threads[0].join(0.5)
    app.extensions["engine"].close()


def _follow(app: Flask, reading: Reading, stop: threading.Event) -> None:
    """One reading in a thread and a session of its own, so that a long one keeps no other waiting."""
    with app.app_context():
        chores = [lambda: release_pending(app.extensions["city"])] if reading.name == "index" else []
        tail(db.session(), [reading], stop, chores)
