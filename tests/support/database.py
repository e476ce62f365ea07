"""A clean, migrated database for each test, on SQLite and PostgreSQL, with commits that other processes see."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

import psycopg
from alembic import command
from alembic.config import Config
from psycopg.sql import SQL, Identifier
from sqlalchemy import Connection, Engine, NullPool, StaticPool, create_engine

from portal import database
from portal.config import MIGRATIONS, Settings, from_environment
from tests.support.postgres import Cluster

KINDS = ("sqlite", "postgresql")
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
_NUMBERS_ANEW = """
SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
FROM pg_sequences WHERE last_value IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Database:
    """Where a test's database is; ``kind`` is sqlite or postgresql."""

    kind: str
    url: str

    @contextmanager
    def bind(self) -> Iterator[Engine]:
        """An engine with the portal's own connection rules."""
        engine = create_engine(self.url, poolclass=NullPool)
        database.prepare(engine)
        try:
            yield engine
        finally:
            engine.dispose()


def migrate(connection: Connection) -> None:
    """Run all migrations on an open connection."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


@contextmanager
def sqlite_template() -> Iterator[sqlite3.Connection]:
    """A migrated database in memory, made once and copied for each test."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    database.prepare(engine)
    with engine.connect().execution_options(**{database.WRITES: True}) as connection:
        migrate(connection)
        connection.commit()
        yield cast(sqlite3.Connection, connection.connection.driver_connection)
    engine.dispose()


def copy_sqlite(template: sqlite3.Connection, path: Path) -> Database:
    """A copy of the template as a file."""
    with closing(sqlite3.connect(path)) as target:
        template.backup(target)
    return Database("sqlite", f"sqlite:///{path}")


def plain_settings(data: Path) -> Settings:
    """The portal's settings on SQLite in this directory, with nothing taken from the environment."""
    key = "not a secret: the key of the tests"
    return from_environment({"PANTAU_DATA": str(data), "SECRET_KEY": key, "RATE_LIMIT": "0"})


def make_postgres(cluster: Cluster, name: str) -> Database:
    """A migrated database in the cluster; an older one of the same name goes."""
    cluster.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name}")
    made = Database("postgresql", cluster.url(name))
    with made.bind() as engine, engine.begin() as connection:
        migrate(connection)
    return made


@cache
def emptying(made: Database) -> Emptying:
    """What empties a PostgreSQL database before each test that uses it."""
    return Emptying(made)


class Emptying:
    """Takes all rows out of a PostgreSQL database and starts every number at one again, over a connection that stays
    open: for tests this is twenty times as quick as a new connection and TRUNCATE, which makes each table anew."""

    def __init__(self, made: Database) -> None:
        self._url = made.url.replace("+psycopg", "")
        self._connection: psycopg.Connection | None = None
        self._tables: list[str] = []

    def __call__(self) -> None:
        """Also cuts off whatever an earlier test left connected."""
        try:
            self._empty(self._connected())
        except psycopg.OperationalError:  # a test has stopped the server in the meantime
            self._connection = None
            self._empty(self._connected())

    def _empty(self, connection: psycopg.Connection) -> None:
        others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        with connection.transaction():
            connection.execute(f"SELECT pg_terminate_backend(pid) {others}")
            connection.execute("SET LOCAL session_replication_role = replica")  # the audit's triggers do not look
            for table in self._filled(connection):
                connection.execute(SQL("DELETE FROM {}").format(Identifier(table)))
            connection.execute(_NUMBERS_ANEW)

    def _connected(self) -> psycopg.Connection:
        if self._connection is None or self._connection.closed:
            self._connection = psycopg.connect(self._url, autocommit=True)
            found = self._connection.execute(_TABLES).fetchall()
            self._tables = [name for (name,) in found]
        return self._connection

    def _filled(self, connection: psycopg.Connection) -> list[str]:
        some = (SQL("EXISTS (SELECT 1 FROM {})").format(Identifier(table)) for table in self._tables)
        row = connection.execute(SQL("SELECT {}").format(SQL(", ").join(some)), prepare=True).fetchone()
        return [table for table, filled in zip(self._tables, row or (), strict=True) if filled]
