"""The log's numbers have no gaps and follow the order of commit, whoever writes and however many at once."""

from __future__ import annotations

import os
import time
from functools import partial
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from portal.actions.intake.record import record
from portal.actions.log import change
from portal.domain.city import City
from portal.extensions import db
from portal.models import Event
from tests.actions.writer import write
from tests.support.complaints import complaint
from tests.support.database import Database
from tests.support.warm import Process

WRITERS, COUNT = 3, 15


def test_concurrent_writers_leave_no_gap_and_readers_never_see_one(
    database: Database, bind: Engine, data: Path
) -> None:
    writers = [Process(partial(write, database.url, data, w, COUNT), os.environ) for w in range(WRITERS)]
    looks = 0
    while any(w.poll() is None for w in writers):
        with bind.connect() as connection:
            seqs = connection.execute(text("SELECT seq FROM event ORDER BY seq")).scalars().all()
        assert seqs == list(range(1, len(seqs) + 1)), "a reader saw a number before all smaller ones"
        looks += bool(seqs)
        time.sleep(0.02)
    assert [w.wait() for w in writers] == [0] * WRITERS
    assert looks > 5
    with bind.connect() as connection:
        rows = connection.execute(text("SELECT seq, ticket_id FROM event ORDER BY seq")).all()
        mixed = connection.execute(
            text("SELECT count(DISTINCT source) FROM ticket WHERE id IN (SELECT ticket_id FROM event WHERE seq <= 40)")
        ).scalar()
    assert [seq for seq, _ in rows] == list(range(1, 2 * WRITERS * COUNT + 1))
    assert mixed and mixed > 1, "the writers did not write at the same time"


def test_a_change_that_fails_leaves_no_gap(app: Flask, city: City) -> None:
    with app.app_context():
        record(complaint(1), city)
        with pytest.raises(RuntimeError), change(db.session()) as log:
            log.take(3)
            raise RuntimeError
        record(complaint(2), city)
        assert db.session.execute(select(Event.seq).order_by(Event.seq)).scalars().all() == [1, 2]


def test_the_schema_refuses_a_number_twice(app: Flask, city: City) -> None:
    with app.app_context():
        record(complaint(1), city)
        session: Session = db.session()
        with pytest.raises(Exception, match=r"(?i)unique|duplicate"):
            session.execute(text("INSERT INTO event SELECT * FROM event"))
        session.rollback()
