"""A PostgreSQL server that says nothing costs nobody more than some seconds, and is taken up again when it speaks."""

from __future__ import annotations

import threading
import time

import psycopg
import pytest
from sqlalchemy import create_engine, event, text
from sqlalchemy.exc import OperationalError

from portal.database_silence import ConnectGate, SilenceWatch
from tests.support.database import Database
from tests.support.processes import wait_for

pytestmark = pytest.mark.only_on("postgresql")


class Server:
    """A dialect whose server can be taken away."""

    def __init__(self) -> None:
        self.tries, self.away = 0, False

    def connect(self) -> str:
        self.tries += 1
        if self.away:
            raise psycopg.OperationalError("connection refused")
        return "connected"


def test_while_connecting_fails_nobody_else_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [10.0]
    monkeypatch.setattr("portal.database_silence.monotonic", lambda: now[0])
    server, gate = Server(), ConnectGate()

    def ask() -> object:
        return gate(server, None, (), {})  # type: ignore[arg-type]

    assert ask() == "connected"
    server.away = True
    for _ in range(10):
        with pytest.raises(psycopg.OperationalError):
            ask()
    assert server.tries == 2
    now[0] += 2
    server.away = False
    assert ask() == ask() == "connected"


def test_a_statement_without_an_answer_is_given_up(database: Database) -> None:
    engine = create_engine(database.url)
    SilenceWatch(0.5).listen(engine)
    begun = time.monotonic()
    with pytest.raises(OperationalError), engine.connect() as connection:
        connection.execute(text("SELECT pg_sleep(20)"))
    assert time.monotonic() - begun < 5
    with engine.connect() as connection:
        assert connection.execute(text("SELECT 1")).scalar() == 1
    engine.dispose()


def test_a_statement_that_is_answered_in_time_is_left_alone(database: Database) -> None:
    engine = create_engine(database.url)
    SilenceWatch(0.5).listen(engine)
    with engine.connect() as connection:
        for _ in range(4):
            connection.execute(text("SELECT pg_sleep(0.2)"))
        time.sleep(1)
        assert connection.execute(text("SELECT 1")).scalar() == 1
    engine.dispose()


def test_a_watch_with_nothing_to_watch_ends_and_the_next_statement_begins_another(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.database_silence.IDLE_SECONDS", 0.2)

    others = set(threading.enumerate())

    def watching() -> int:
        return sum(thread.name == "database silence" for thread in set(threading.enumerate()) - others)

    engine = create_engine(database.url)
    SilenceWatch(0.4).listen(engine)
    for _ in range(2):
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
        assert watching() == 1
        wait_for(lambda: watching() == 0)
    engine.dispose()


def test_the_gate_stands_before_every_connection_of_an_engine(database: Database) -> None:
    engine, gate, made = create_engine(database.url), ConnectGate(), threading.Event()
    event.listen(engine, "do_connect", gate)
    event.listen(engine, "connect", lambda *_: made.set())
    with engine.connect() as connection:
        assert connection.execute(text("SELECT 1")).scalar() == 1 and made.is_set()
    engine.dispose()
