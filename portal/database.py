"""How connections behave: SQLite's pragmas and locks, PostgreSQL's settings, and how a page that only read ends."""

from __future__ import annotations

import sqlite3
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask, request
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from . import config
from .database_silence import ConnectGate, SilenceWatch
from .extensions import db

#: Execution option of a transaction that will write; see actions.log.change.
WRITES = "pantau_writes"
#: Of each connection. A web worker has as many as threads: with 4 MB for each, a tenth of its memory was pages of the
#: file that the system keeps as well, and no page was faster. A command has one, and may write much at once.
CACHE_KB, PATIENT_CACHE_KB = 2_048, 4_096
ASK_AGAIN = 0.01  # seconds between two tries to take SQLite's write lock


def prepare(engine: Engine, *, patient: bool = False) -> None:
    """Register the connection rules on an engine. ``patient``: nobody waits for a page."""
    seconds = config.PATIENT_SECONDS if patient else config.LOCK_SECONDS
    if engine.dialect.name == "sqlite":
        event.listen(engine, "do_connect", _LostFile())
        cache = PATIENT_CACHE_KB if patient else CACHE_KB
        event.listen(engine, "connect", partial(_on_sqlite, seconds=seconds, cache=cache))
        event.listen(engine, "begin", partial(_on_begin, seconds=seconds))
        return
    event.listen(engine, "connect", partial(_on_postgres, seconds=seconds, patient=patient))
    if not patient:
        event.listen(engine, "do_connect", ConnectGate())
        SilenceWatch(config.SILENT_SECONDS).listen(engine)


def commit_reads(app: Flask) -> None:
    """On PostgreSQL, end a GET with COMMIT instead of Flask-SQLAlchemy's ROLLBACK.

    psycopg forgets its prepared statements at a ROLLBACK; see docs/decisions/commit-reads.md.
    """
    with app.app_context():
        if db.engine.dialect.name != "postgresql":
            return

    @app.teardown_request
    def commit(error: BaseException | None) -> None:
        if error is None and request.method in ("GET", "HEAD") and db.session.registry.has():
            with suppress(SQLAlchemyError):  # the database has gone away: there was nothing to write
                db.session.commit()


class _LostFile:
    """Makes no empty database where the file of one has gone, as when its disk is unmounted: the page is told, and the
    file is found again when it is back. Whoever opens a file that was never there makes it."""

    def __init__(self) -> None:
        self._was_there = False

    def __call__(self, _dialect: Any, _record: Any, arguments: list[Any], _named: dict[str, Any]) -> None:
        if Path(arguments[0]).exists():
            self._was_there = True
        elif self._was_there:
            raise sqlite3.OperationalError("unable to open database file: it was there, and is gone")


def _on_postgres(connection: Any, _record: Any, *, seconds: int, patient: bool) -> None:
    """PostgreSQL compiles a statement that it believes to be long, anew each time it is run; ours are short."""
    connection.autocommit = True
    connection.execute("SET jit = off")
    connection.execute(f"SET lock_timeout = '{seconds}s'")
    if not patient:
        connection.execute(f"SET statement_timeout = '{config.STATEMENT_SECONDS}s'")
    connection.autocommit = False


def _on_sqlite(connection: sqlite3.Connection, _record: Any, *, seconds: int, cache: int) -> None:
    connection.isolation_level = None  # we send BEGIN ourselves
    for pragma in (
        f"busy_timeout = {seconds * 1000}",
        "foreign_keys = ON",
        "journal_mode = WAL",
        "synchronous = NORMAL",
        f"cache_size = -{cache}",
        "temp_store = MEMORY",
        "secure_delete = ON",  # what was taken back is overwritten, however SQLite was compiled
    ):
        connection.execute(f"PRAGMA {pragma}")


def shed_journal(engine: Engine) -> None:
    """Empty SQLite's write-ahead log: what was taken back must not lie on in it. Given up at once where a reader is."""
    if engine.dialect.name != "sqlite":
        return
    connection = engine.raw_connection()
    try:
        waits = connection.execute("PRAGMA busy_timeout").fetchone()[0]
        connection.execute("PRAGMA busy_timeout = 0")
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute(f"PRAGMA busy_timeout = {waits}")
    finally:
        connection.close()


def _on_begin(connection: Connection, *, seconds: int) -> None:
    """A writer takes the write lock at once: a reader that turns writer late could not be given a gapless seq."""
    if connection.get_execution_options().get(WRITES, False):
        _take_write_lock(connection, seconds)
    else:
        connection.exec_driver_sql("BEGIN")


def _take_write_lock(connection: Connection, seconds: int) -> None:
    """Ask for it every hundredth of a second. SQLite itself soon asks ten times a second only, and then an officer's
    answer waits for as long as an import leaves shorter gaps between its commits."""
    until = time.monotonic() + seconds
    connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                return
            except OperationalError as error:
                busy = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
                if not busy or time.monotonic() > until:
                    raise
                time.sleep(ASK_AGAIN)
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {seconds * 1000}")
