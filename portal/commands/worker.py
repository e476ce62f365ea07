"""flask portal worker: feeds the projections from the log."""

from __future__ import annotations

import faulthandler
import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from flask import Flask
from flask.globals import app_ctx
from sqlalchemy.exc import DBAPIError

from ..actions.ask_reporter import end_questions
from ..actions.follow import sweep_followers
from ..actions.moderate import release_pending
from ..actions.reporting import forget_due
from ..config import environment_of
from ..context import current_portal
from ..database import shed_journal
from ..extensions import db
from ..mail import post
from ..projections import answers, scorecards, search_index, streets
from ..projections.worker import Projection, drain, tail
from ..queries.city.index_state import unfit
from ..search.engine import IndexBusy
from .dump import keep_fresh
from .photo_chores import PhotoChore, fetch_wanted
from .priority import give_way
from .schema import ready
from .serve import use
from .serve import worker as whole_worker

#: What a full or failing disk raises: the engine written in Rust says it as a ValueError.
INDEX_FAILURES = (OSError, ValueError, DBAPIError)


def projections() -> list[Projection]:
    """Every projection, in the order in which people notice that it lags."""
    portal = current_portal()
    return [
        Projection(
            search_index.NAME,
            lambda session, seq: search_index.feed(session, portal.engine, portal.city, seq),
            unfit=lambda session: unfit(session, portal.engine),
        ),
        Projection(
            scorecards.NAME, lambda session, seq: scorecards.feed(session, portal.city, seq), gap=scorecards.GAP
        ),
        Projection(answers.NAME, answers.feed, gap=answers.GAP),
        Projection(streets.NAME, lambda session, seq: streets.feed(session, portal.city, seq), gap=streets.GAP),
    ]


@click.command("worker")
@click.option("--once", is_flag=True, help="Bring every projection up to date and exit.")
@click.option(
    "--projection",
    "only",
    type=click.Choice([search_index.NAME, scorecards.NAME, answers.NAME, streets.NAME]),
    help="Feed this one only.",
)
@click.option("--parent", type=int, hidden=True, help="Stop, too, when the process that started this one is gone.")
def worker(once: bool, only: str | None, parent: int | None) -> None:
    """Follow the log and feed all that is made of it; stops cleanly on SIGTERM or Ctrl-C."""
    ready()
    chosen = [projection for projection in projections() if only in (None, projection.name)]
    if once:
        seq = drain(db.session(), chosen)
        click.echo(f"All projections have seen the log up to {seq}.")
        return
    faulthandler.enable()  # a crash below Python says in which thread and line it was
    give_way()
    used = use(current_portal().settings.data)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    threads = [threading.Thread(target=_follow, args=(app_ctx.app, projection, stop)) for projection in chosen]
    if only is None:
        if current_portal().settings.smtp_url:
            threads.append(threading.Thread(target=post.tail, args=(app_ctx.app, stop)))
        nightly = [keep_fresh] if current_portal().settings.nightly_files else []
        for chores in ([PhotoChore(), sweep_followers, *nightly], [lambda: fetch_wanted(stop)]):
            threads.append(threading.Thread(target=_tidy, args=(app_ctx.app, stop, chores)))
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):  # signals reach the main thread only while it wakes up
        threads[0].join(0.5)
        if parent is not None and os.getppid() != parent:
            stop.set()
    current_portal().engine.close()
    if used is not None:
        used.close()


def feed_index() -> None:
    """Bring the search index up to the log now, unless a running worker holds it, which does the same.

    Raises ClickException when database or disk fail; the tickets are kept and the worker builds the index later.
    """
    try:
        drain(db.session(), [projection for projection in projections() if projection.name == search_index.NAME])
    except IndexBusy:
        pass
    except INDEX_FAILURES as error:
        why = error.orig if isinstance(error, DBAPIError) else error
        raise click.ClickException(
            f"The tickets are in, the search index is not: {why}. The worker builds it once that is mended."
        ) from error


@contextmanager
def indexed_meanwhile() -> Iterator[None]:
    """Let a worker of its own feed the index while this process writes, on the other core; then finish it here.

    The worker sees for itself when this process is killed.
    """
    command = [*whole_worker(), "--projection", search_index.NAME, "--parent", str(os.getpid())]
    environment = environment_of(current_portal().settings)
    follower = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        follower.terminate()
        follower.wait()
    feed_index()


def _follow(app: Flask, projection: Projection, stop: threading.Event) -> None:
    """Feed one projection in a thread and a session of its own, so that a long rebuild delays no other."""
    with app.app_context():
        tail(db.session(), [projection], stop, _timed(projection.name))


def _tidy(app: Flask, stop: threading.Event, chores: list[Callable[[], object]]) -> None:
    """Do each minute what is due of these, in a thread of its own: it takes a while."""
    with app.app_context():
        tail(db.session(), [], stop, chores)


def _timed(projection: str) -> list[Callable[[], object]]:
    """What becomes due by the passing of time, without an event; done in the thread of the projection it concerns."""
    city = current_portal().city
    if projection == search_index.NAME:
        return [lambda: release_pending(city), lambda: end_questions(city), forget_due, lambda: shed_journal(db.engine)]
    if projection == answers.NAME:
        return []
    feed = streets.feed if projection == streets.NAME else scorecards.feed
    return [lambda: feed(db.session(), city, 0)]
