"""Whether anything was written to the database: a word that every commit changes, asked for in microseconds."""

from __future__ import annotations

import os
import sqlite3
import threading

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError


class SqliteMark:
    """Counts the commits of all other connections, those of other processes included; nobody writes by its own.

    https://www.sqlite.org/pragma.html#pragma_data_version
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._process = 0
        self._connection: sqlite3.Connection | None = None

    def read(self) -> object:
        """The same as before only where nothing was written since; None: the database does not say."""
        with self._lock:
            try:
                return self._opened().execute("PRAGMA data_version").fetchone()
            except (sqlite3.Error, SQLAlchemyError):
                self._connection = None
                return None

    def _opened(self) -> sqlite3.Connection:
        """A connection of this process, outside of the pool: it would count anew on another."""
        if self._connection is None or self._process != os.getpid():
            taken = self._engine.raw_connection()
            self._connection, self._process = taken.driver_connection, os.getpid()
            taken.detach()
        assert self._connection is not None
        return self._connection


class PostgresMark:
    """Names the transactions that a statement sees: two snapshots of one name see the same rows.

    https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-SNAPSHOT
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")

    def read(self) -> object:
        """The same as before only where nothing was written since; None: the database does not say."""
        try:
            with self._engine.connect() as connection:
                return connection.exec_driver_sql("SELECT pg_current_snapshot()::text").scalar()
        except SQLAlchemyError:
            return None


def mark_of(engine: Engine) -> SqliteMark | PostgresMark:
    """Reads the mark of an engine's database."""
    return SqliteMark(engine) if engine.dialect.name == "sqlite" else PostgresMark(engine)
