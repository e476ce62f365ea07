"""Builds the first index while tickets come in: one core writes them, the other reads them."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context

import click
from sqlalchemy.exc import DBAPIError

from ..context import current_portal
from ..extensions import db
from ..projections import search_index
from ..projections.worker import POLL, drain
from ..search.engine import IndexBusy
from .supervisor import die_with_parent
from .worker import readings

#: What a full or failing disk raises: the engine written in Rust says it as a ValueError.
FAILURES = (OSError, ValueError, DBAPIError)


@contextmanager
def indexed_beside() -> Iterator[None]:
    """A new index is built of what comes in here meanwhile; it is finished when this ends, or dies.

    A fork is ready at once, where a new Python takes two seconds to start; it must share no connection.
    """
    db.session().close()
    db.engine.dispose()
    beside = get_context("fork").Process(target=_follow, daemon=True)
    beside.start()
    try:
        yield
    finally:
        beside.terminate()
        beside.join()


def catch_up() -> None:
    """Bring the index up to the log here and now, unless a worker has it in hand, which does the same."""
    try:
        drain(db.session(), [reading for reading in readings() if reading.name == search_index.NAME])
    except IndexBusy:
        pass
    except FAILURES as error:
        raise click.ClickException(
            f"The tickets are in, the search index is not: {_why(error)}. The worker builds it once that is mended."
        ) from error


def _why(error: Exception) -> object:
    return error.orig if isinstance(error, DBAPIError) else error


def _follow() -> None:
    more = _until_stopped()
    die_with_parent()
    portal = current_portal()
    try:
        search_index.rebuild(db.session(), portal.engine, portal.city, more=more)
    except FAILURES as error:
        click.echo(f"The search index was not built beside: {_why(error)}. It is built later.", err=True)


def _until_stopped() -> Callable[[], bool]:
    """Waits between two looks at the database; false once a signal has asked for the end."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return lambda: not stop.wait(POLL)
