"""`flask portal worker` feeds every projection, or the one that was named."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable
from sqlite3 import Cursor
from threading import Event
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from portal.actions.follow import sweep_followers
from portal.actions.intake.record import record_many
from portal.commands import photo_chores
from portal.commands.worker import _timed as timed
from portal.commands.worker import feed_index, indexed_meanwhile
from portal.config import Settings
from portal.context import portal_of
from portal.domain.city import City
from portal.projections import checkpoints, scorecards, search_index
from portal.search import open_engine
from portal.search.engine import Engine
from tests.support.complaints import complaint
from tests.support.installed import install
from tests.support.live import environment, flask
from tests.support.processes import family, wait_for

pytestmark = pytest.mark.database


@pytest.fixture
def engine(app: Flask, session: Session, city: City) -> Engine:
    install(city)
    engine: Engine = portal_of(app).engine
    return engine


def test_once_brings_every_projection_up_to_the_newest_event_and_says_so(
    app: Flask, session: Session, engine: Engine, city: City
) -> None:
    record_many([complaint(1), complaint(2)], city)
    newest = checkpoints.newest(session)
    result = app.test_cli_runner().invoke(args=["portal", "worker", "--once"])
    assert result.exit_code == 0 and result.output == f"All projections have seen the log up to {newest}.\n"
    session.rollback()
    assert engine.documents() == 2
    assert [checkpoints.position(session, name) for name in (search_index.NAME, scorecards.NAME)] == [newest, newest]


def test_one_projection_can_be_fed_alone(app: Flask, session: Session, engine: Engine, city: City) -> None:
    record_many([complaint(1)], city)
    runner = app.test_cli_runner()
    assert runner.invoke(args=["portal", "worker", "--once", "--projection", scorecards.NAME]).exit_code == 0
    assert engine.seq() == 0
    assert runner.invoke(args=["portal", "worker", "--projection", "mail"]).exit_code == 2


def test_an_index_that_a_running_worker_holds_is_left_to_it(
    session: Session, engine: Engine, city: City, app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    record_many([complaint(1)], city)
    feed_index()
    record_many([complaint(2)], city)
    search_index.feed(session, engine, city, checkpoints.newest(session))  # and keeps its writer
    record_many([complaint(3)], city)
    another = open_engine("tantivy", settings.data / "index", city)
    monkeypatch.setattr(portal_of(app), "engine", another)
    feed_index()
    assert engine.documents() == 2


def test_what_is_written_meanwhile_is_in_the_index_at_the_end_and_no_process_is_left(
    session: Session, engine: Engine, city: City
) -> None:
    before = family(os.getpid())
    with indexed_meanwhile():
        record_many([complaint(1), complaint(2)], city)
    assert engine.documents() == 2
    assert family(os.getpid()) <= before


def test_an_import_that_breaks_off_takes_its_follower_with_it(session: Session, engine: Engine) -> None:
    before = family(os.getpid())
    with pytest.raises(KeyboardInterrupt), indexed_meanwhile():
        raise KeyboardInterrupt
    assert family(os.getpid()) <= before


@pytest.mark.only_on("sqlite")
def test_what_is_due_each_minute_is_found_without_reading_a_whole_table(
    app: Flask, session: Session, engine: Engine, city: City
) -> None:
    record_many([complaint(1)], city)
    plans: list[str] = []

    def explained(_: object, cursor: Cursor, statement: str, parameters: Any, *_rest: object) -> None:
        if statement.startswith("SELECT") and "ORDER BY event.seq DESC" not in statement:  # the newest event
            plans.extend(row[3] for row in cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall())

    chores: list[Callable[[], object]] = [*timed(search_index.NAME), photo_chores.PhotoChore(), sweep_followers]
    event.listen(session.get_bind(), "before_cursor_execute", explained)
    for chore in chores:
        chore()
    photo_chores.fetch_wanted(Event())
    event.remove(session.get_bind(), "before_cursor_execute", explained)
    read_whole = {plan for plan in plans if plan.startswith("SCAN ") and "USING INDEX" not in plan}
    assert len(plans) > 8 and read_whole == {"SCAN follower"}  # people who follow, not tickets: few


@pytest.mark.only_on("sqlite")
def test_a_crash_below_python_says_where_it_was(app: Flask, settings: Settings) -> None:
    worker = subprocess.Popen(flask("worker"), env=environment(settings), stderr=subprocess.PIPE, text=True)
    wait_for((settings.data / "working").exists, 60)
    worker.send_signal(signal.SIGSEGV)
    _, said = worker.communicate(timeout=60)
    assert worker.returncode == -signal.SIGSEGV and "Segmentation fault" in said and "Current thread" in said
