"""A page leaves its statements prepared for the next one, and connections have their settings."""

from __future__ import annotations

import sqlite3
import threading
import time
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, text

from portal.actions.intake.record import record_many
from portal.config import LOCK_SECONDS
from portal.database import WRITES, prepare
from portal.domain.city import City
from portal.extensions import db
from tests.support.complaints import complaint
from tests.support.pages import Pages


@pytest.mark.only_on("postgresql")  # SQLite's driver keeps statements whatever happens to a transaction
def test_a_get_ends_with_commit_so_that_postgresql_plans_a_page_once(app: Flask, pages: Pages, city: City) -> None:
    with app.app_context():
        record_many([complaint(n) for n in range(1, 11)], city)
    for n in range(1, 11):
        pages.get(f"/tickets/JK230306{n:04}")
    with app.app_context():
        kept = db.session.execute(text("SELECT statement FROM pg_prepared_statements")).scalars().all()
    assert any("FROM ticket" in statement for statement in kept)


@pytest.mark.only_on("postgresql")
def test_postgresql_compiles_no_statement(app: Flask) -> None:
    """Set once for a connection, and not forgotten with its first transaction."""
    with app.app_context():
        for _ in range(2):
            assert db.session.execute(text("SHOW jit")).scalar() == "off"
            db.session.rollback()


@pytest.mark.only_on("sqlite")
def test_a_writer_gets_in_through_the_short_gap_between_two_commits_of_an_import(tmp_path: Path) -> None:
    """By SQLite's own waiting it asks 228 and 328 ms after the first time, and misses this gap."""
    path = tmp_path / "locked.db"
    engine = create_engine(f"sqlite:///{path}")
    prepare(engine)
    engine.connect().close()

    def hold_twice(begun: threading.Event) -> None:
        other = sqlite3.connect(path, isolation_level=None, timeout=10)
        for held, gap in ((0.24, 0.07), (2.0, 0.0)):
            other.execute("BEGIN IMMEDIATE")
            begun.set()
            time.sleep(held)
            other.execute("ROLLBACK")
            time.sleep(gap)
        other.close()

    def waited() -> float:
        begun = threading.Event()
        holder = threading.Thread(target=hold_twice, args=(begun,))
        holder.start()
        begun.wait()
        asked = time.monotonic()
        with engine.connect().execution_options(**{WRITES: True}) as connection:
            connection.execute(text("SELECT 1"))
            took = time.monotonic() - asked
            assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == LOCK_SECONDS * 1000
        holder.join()
        return took

    assert any(waited() < 1 for _ in range(3))  # a busy machine may sleep through one gap
    engine.dispose()
