"""The pages on PostgreSQL: the same tickets copied into a throw-away cluster, the same index, the same addresses."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import Connection, Table, create_engine

from benchmarks.city_data import settings_of, timed
from benchmarks.pages import Portal, page_loads, rate
from benchmarks.row import Row, failed, times_at_least
from benchmarks.servers import portal
from portal.config import Settings
from portal.database import prepare
from portal.models.base import Base
from tests.support.postgres import Cluster, find_programs, start

DATABASE = "bench"
ROWS = 10_000  # copied at once


def postgres_rows(measured: Portal) -> Iterator[Row]:
    """The rates of the pages beside those on SQLite."""
    programs = find_programs()
    if programs is None:
        yield failed("pages on PostgreSQL", "PostgreSQL is not installed")
        return
    sqlite = measured.loads
    with _copied(measured.settings, programs) as copy, portal(copy) as server:
        here = page_loads(server, measured.city, measured.facts)
    pairs = {
        "distinct ticket pages": (here.tickets, sqlite.tickets),
        "distinct faceted searches": (here.searches, sqlite.searches),
        "map cells": (here.cells, sqlite.cells),
        **{f"kept page: {name}": (seen, sqlite.kept[name]) for name, seen in here.kept.items()},
    }
    for name, (seen, other) in pairs.items():
        note = f"p95 {seen.p95:.1f} and {other.p95:.1f} ms"
        yield times_at_least(f"{name}, PostgreSQL", rate(seen), rate(other, "SQLite"), 0.6, note)


@contextmanager
def _copied(settings: Settings, programs: Path) -> Iterator[Settings]:
    """A data directory with a copy of the index, on a cluster with a copy of the database."""
    cluster = start(programs)
    directory = settings.data / "postgres"
    shutil.rmtree(directory, ignore_errors=True)
    shutil.copytree(settings.data / "index", directory / "index")
    try:
        cluster.run(f"CREATE DATABASE {DATABASE}")
        copy = settings_of(directory, cluster.url(DATABASE))
        timed(copy, "upgrade")
        _copy(settings, cluster)
        yield copy
    finally:
        cluster.stop()
        shutil.rmtree(directory, ignore_errors=True)


def _copy(settings: Settings, cluster: Cluster) -> None:
    source = create_engine(settings.database_url)
    prepare(source)
    target = psycopg.connect(host=str(cluster.directory), user="pantau", dbname=DATABASE)
    with source.connect() as reading, target:
        target.execute("SET session_replication_role = replica")  # foreign keys are known to hold
        for table in Base.metadata.sorted_tables:
            _copy_table(reading, target, table)
    target.close()
    source.dispose()
    cluster.run("VACUUM (ANALYZE)", database=DATABASE)  # as autovacuum leaves tables soon after they were filled


def _copy_table(reading: Connection, target: psycopg.Connection[tuple[object, ...]], table: Table) -> None:
    """Values as SQLite keeps them: PostgreSQL reads whole seconds and 0/1 just as well."""
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    rows = reading.exec_driver_sql(f'SELECT {names} FROM "{table.name}"')
    target.execute(f'TRUNCATE "{table.name}" CASCADE'.encode())
    with target.cursor().copy(f'COPY "{table.name}" ({names}) FROM STDIN'.encode()) as copy:
        while batch := rows.fetchmany(ROWS):
            for row in batch:
                copy.write_row(tuple(row))
    _restart(target, table)


def _restart(target: psycopg.Connection[tuple[object, ...]], table: Table) -> None:
    """New rows are numbered after the copied ones."""
    for column in table.primary_key.columns:
        sequence = target.execute("SELECT pg_get_serial_sequence(%s, %s)", (table.name, column.name)).fetchone()
        if sequence and sequence[0]:
            target.execute(
                f'SELECT setval(%s, (SELECT coalesce(max("{column.name}"), 1) FROM "{table.name}"))'.encode(), sequence
            )
