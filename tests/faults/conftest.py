"""A desk at work, faults that strike at any of its statements, and the ledger of what came of them."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, func, select
from sqlalchemy.exc import OperationalError

from portal.domain.city import City
from portal.extensions import db
from portal.models import Event, Ticket, WithdrawalRequest
from portal.queries.log.verify_chain import ChainCheck
from portal.queries.log.verify_tickets import ticket_differences
from tests.faults.ledger import LEAST, TABLE, WHOLE, Ledger
from tests.support import desk, postgres
from tests.support.database import Database, make_postgres


@pytest.fixture(scope="session")
def cluster() -> Iterator[postgres.Cluster]:
    """A server of their own: these tests stop it, and other workers' tests must not wait for the one of the run."""
    made = postgres.start(postgres.needed_programs())
    yield made
    made.stop()


@pytest.fixture(scope="session")
def postgres_database(cluster: postgres.Cluster) -> Database:
    return make_postgres(cluster, "faults")


@pytest.fixture(scope="session")
def ledger() -> Iterator[Ledger]:
    """One for the run. The long run fails with fewer faults than it promises."""
    kept = Ledger()
    yield kept
    if WHOLE:
        TABLE.write_text(kept.table())
        assert kept.injected >= LEAST, f"only {kept.injected} faults were injected"


@dataclass(frozen=True, slots=True)
class Office:
    """An officer at the one ticket of a city, and a visitor who looks at it."""

    app: Flask
    city: City
    officer: FlaskClient
    visitor: FlaskClient
    database: str

    def form(self) -> dict[str, str]:
        return desk.seen(self.officer)

    def look(self) -> str:
        """What a visitor sees of the ticket."""
        answer = self.visitor.get(f"/tickets/{desk.CODE}")
        return {200: "the ticket"}.get(answer.status_code, f"{answer.status_code}")

    def seqs(self) -> int:
        with self.app.app_context():
            return db.session.execute(select(func.max(Event.seq))).scalar() or 0

    def differences(self) -> list[str]:
        """Everything that is not whole: hashes, numbers, state and custody of the ticket."""
        with self.app.app_context():
            found = list(ChainCheck(db.session.connection()).differences())
            return found + list(ticket_differences(db.session(), self.city))

    def texts(self) -> list[str]:
        with self.app.app_context():
            return list(db.session.scalars(select(Event.text).order_by(Event.seq)))

    def requests(self) -> list[str]:
        """The words of those that wait for a second person."""
        with self.app.app_context():
            return list(db.session.scalars(select(WithdrawalRequest.reason).order_by(WithdrawalRequest.id)))

    def ticket(self) -> int:
        with self.app.app_context():
            return db.session.execute(select(Ticket.id)).scalar_one()


@pytest.fixture
def office(app: Flask, city: City, database: Any) -> Office:
    desk.furnish(app, city)
    officer = app.test_client()
    desk.sign_in(officer, "penyelia@example.org")
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return Office(app, city, officer, app.test_client(), database.kind)


class Strike:
    """Strikes at the ``at``-th statement after it was armed; counts them all."""

    def __init__(self, at: int, how: Callable[[], None]) -> None:
        self.at, self.how, self.seen = at, how, 0

    def __call__(self, *_told: Any) -> None:
        self.seen += 1
        if self.seen == self.at:
            self.how()


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fail(said: str) -> Callable[[], None]:
    def strike() -> None:
        raise OperationalError("statement", {}, Exception(said))

    return strike


@contextmanager
def striking(app: Flask, strike: Strike) -> Iterator[Strike]:
    """Every statement and every commit of the portal's engine is one step."""
    with app.app_context():
        engine = db.engine
    for name in ("before_cursor_execute", "commit"):
        event.listen(engine, name, strike)
    try:
        yield strike
    finally:
        for name in ("before_cursor_execute", "commit"):
            event.remove(engine, name, strike)


def in_a_process_of_its_own(app: Flask, act: Callable[[], None]) -> int:
    """Do something in a forked process with connections of its own; how that ended, as os.waitpid says it."""
    child = os.fork()
    if child == 0:
        try:
            with app.app_context():
                db.engine.dispose(close=False)
            act()
        finally:
            os._exit(0)
    return os.waitpid(child, 0)[1]
