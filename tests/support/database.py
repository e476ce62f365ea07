"""A clean, migrated database for each test, on SQLite and PostgreSQL, with commits that other processes see."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, NullPool, StaticPool, create_engine, text

from portal import database
from portal.config import MIGRATIONS, Settings, from_environment
from tests.support.postgres import Cluster

KINDS = ("sqlite", "postgresql")


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


def empty_postgres(made: Database) -> None:
    """Take all rows out and start every number at one again; what an earlier test left connected is cut off."""
    with made.bind() as engine, engine.begin() as connection:
        others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        connection.execute(text(f"SELECT pg_terminate_backend(pid) {others}"))
        tables = connection.execute(
            text("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'")
        ).scalars()
        connection.execute(text("SET LOCAL session_replication_role = replica"))  # the audit's triggers do not look
        connection.execute(text(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY"))
