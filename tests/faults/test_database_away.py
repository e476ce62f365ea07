"""A database that is slow, is gone for a while, or keeps one table to itself."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest
import sqlalchemy
from sqlalchemy import event, text

from portal import config
from portal.extensions import db
from tests.faults.conftest import Office
from tests.faults.ledger import WHOLE, Ledger
from tests.support import desk
from tests.support.postgres import OWNER, Cluster
from tests.support.processes import wait_for

WORDS = "Kata yang diketik petugas."
SLOWER = 0.1  # seconds more for each statement: a page asks some ten


def test_a_slow_database_is_waited_for(office: Office, ledger: Ledger) -> None:
    with office.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", lambda *_told: time.sleep(SLOWER))
    for round in range(4 if WHOLE else 1):
        begun = time.monotonic()
        looked = office.look()
        assert looked == "the ticket" and time.monotonic() - begun > SLOWER
        answer = desk.send(office.officer, "respond", then="keep", text=f"{WORDS} {round}")
        assert answer.status_code == 302
        ledger.note(f"every statement {SLOWER:g} s slower", office.database, looked, "stored")
    assert office.differences() == []


@pytest.mark.only_on("postgresql")
def test_a_table_that_another_program_keeps_stops_its_pages_alone(office: Office, ledger: Ledger) -> None:
    with office.app.app_context():
        blocker = sqlalchemy.create_engine(db.engine.url)
    for _ in range(2 if WHOLE else 1):
        with blocker.connect() as connection:
            connection.exec_driver_sql("LOCK TABLE agency IN ACCESS EXCLUSIVE MODE")
            begun = time.monotonic()
            looked = office.look()
            assert looked == "503" and time.monotonic() - begun < config.LOCK_SECONDS + 5
            begun = time.monotonic()
            assert office.visitor.get("/healthz").status_code == 200 and time.monotonic() - begun < 1
        assert office.look() == "the ticket"
        ledger.note("a table locked by another program", office.database, looked)
    blocker.dispose()


@pytest.mark.only_on("postgresql")
def test_a_server_that_crashes_is_gone_for_a_moment_and_nothing_is_lost(
    office: Office, ledger: Ledger, cluster: Cluster
) -> None:
    """One of its processes is killed (-9): the server ends all others and recovers from its log, which, as a city's
    server does and that of the tests does not, it has written by the time that a change is acknowledged."""
    cluster.run(f"ALTER ROLE {OWNER} SET synchronous_commit = on")
    with office.app.app_context():
        db.session.remove()
        db.engine.dispose()
    assert desk.send(office.officer, "respond", then="keep", text="Sebelum itu.").status_code == 302
    acknowledged = []
    for round in range(3 if WHOLE else 1):
        words, fields = f"{WORDS} {round}", office.form()
        with office.app.app_context():
            victim = db.session.execute(text("SELECT pg_backend_pid()")).scalar_one()
        os.kill(victim, signal.SIGKILL)
        time.sleep(0.05)
        looked = office.look()
        answer = office.officer.post(f"{desk.WORK}/respond", data={**fields, "then": "keep", "text": words})
        stored = answer.status_code == 302
        assert stored or (answer.status_code == 503 and words in answer.text)
        acknowledged += [words] if stored else []
        ledger.note(
            "server crashed (-9)", office.database, looked, "stored" if stored else "503 with the words in the form"
        )
        assert looked in ("the ticket", "503")
        wait_for(lambda: office.look() == "the ticket")
    assert [words for words in office.texts() if words.startswith(WORDS)] == acknowledged
    assert office.differences() == []


@pytest.mark.only_on("sqlite")
def test_a_file_that_is_gone_is_no_mistake_of_ours_and_is_not_written_over(
    office: Office, ledger: Ledger, data: Path
) -> None:
    file, aside = data / "pantau.db", data / "aside.db"
    for _ in range(3 if WHOLE else 1):
        fields = office.form()
        with office.app.app_context():
            db.session.remove()
            db.engine.dispose()
        file.rename(aside)
        looked = office.look()
        answer = office.officer.post(f"{desk.WORK}/respond", data={**fields, "then": "keep", "text": WORDS})
        assert (looked, answer.status_code) == ("503", 503) and WORDS in answer.text
        assert not file.exists(), "an empty database stands where the lost one belongs"
        aside.rename(file)
        assert office.look() == "the ticket"
        ledger.note("file of the database gone", office.database, looked, "503 with the words in the form")
    assert office.differences() == []
