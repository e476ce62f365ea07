"""How connections behave: SQLite with foreign keys, write-ahead log and transactions that say what they will do."""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy import Connection, Engine, event

#: Execution option of a transaction that will write; see actions.log.change.
WRITES = "pantau_writes"
BUSY_MS = 30_000
#: Of each connection. A web worker has several, and pays for every page that it has seen: more made no page faster.
CACHE_KB = 16_384
MAPPED = 64 << 20


def prepare(engine: Engine) -> None:
    """Register the connection rules on an engine."""
    if engine.dialect.name != "sqlite":
        event.listen(engine, "connect", _without_compiling)
        return
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)


def _without_compiling(connection: Any, _record: Any) -> None:
    """PostgreSQL compiles a statement that it believes to be long, anew each time it is run; ours are short."""
    connection.autocommit = True
    connection.execute("SET jit = off")
    connection.autocommit = False


def _on_connect(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # we send BEGIN ourselves
    for pragma in (
        "foreign_keys = ON",
        "journal_mode = WAL",
        "synchronous = NORMAL",
        f"busy_timeout = {BUSY_MS}",
        f"cache_size = -{CACHE_KB}",
        f"mmap_size = {MAPPED}",
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    """A writer takes the write lock at once: a reader that turns writer late could not be given a gapless seq."""
    writes = connection.get_execution_options().get(WRITES, False)
    # Straight to the driver: SQLAlchemy's way to run a statement costs every page ten times what SQLite needs for this.
    cursor = connection.connection.cursor()
    cursor.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
    cursor.close()
