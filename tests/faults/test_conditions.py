"""Conditions that last: a full, read-only, locked or lost database, damaged pages, and a clock that was set back."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy
from flask.testing import FlaskClient
from sqlalchemy import event, text

from portal import clock, config
from portal.context import portal_of
from portal.database import shed_journal
from portal.domain.withdrawal import WithdrawalReason
from portal.extensions import db
from portal.models import Event
from portal.projections.checkpoints import newest
from portal.projections.search_index import feed
from tests.faults.conftest import Office
from tests.faults.ledger import WHOLE, Ledger
from tests.support import desk
from tests.support.postgres import Cluster
from tests.support.processes import family

WORDS = "Kata yang diketik petugas."
ROUNDS = 12 if WHOLE else 2


def answered(office: Office, words: str) -> tuple[str, float]:
    """What the officer saw of one answer, and the seconds that it took."""
    begun = time.monotonic()
    answer = desk.send(office.officer, "respond", then="keep", text=words)
    seen = {302: "stored", 503: "503"}.get(answer.status_code, str(answer.status_code))
    if seen == "503" and words in answer.text:
        seen = "503 with the words in the form"
    return seen, time.monotonic() - begun


def set_on_each(office: Office, pragma: str) -> None:
    """A condition of the whole file, set on every connection that the portal makes."""
    with office.app.app_context():
        engine = db.engine
        engine.dispose()
        event.listen(engine, "connect", lambda connection, _record: connection.execute(pragma))


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize(
    ("fault", "pragma"), [("full disk", "max_page_count = 1"), ("read-only disk", "query_only = ON")]
)
def test_a_disk_that_takes_nothing_lets_people_read(office: Office, ledger: Ledger, fault: str, pragma: str) -> None:
    fields, before = office.form(), office.seqs()
    set_on_each(office, f"PRAGMA {pragma}")
    long = WORDS + " " + "panjang " * 560  # more than the free room of a page
    for _ in range(ROUNDS):
        answer = office.officer.post(f"{desk.WORK}/respond", data={**fields, "then": "keep", "text": long})
        assert answer.status_code == 503 and WORDS in answer.text
        assert "penuh atau terkunci" in answer.text
        ledger.note(fault, office.database, office.look(), "503 with the words in the form")
        assert office.look() == "the ticket" and office.seqs() == before


@pytest.mark.parametrize("held", [0.5, 30.0])
def test_a_locked_database_is_waited_for_and_then_given_up(
    office: Office, ledger: Ledger, held: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a second is waited for; for longer the words come back in the form."""
    for _ in range(ROUNDS // 4 or 1):
        with office.app.app_context():
            blocker = sqlalchemy.create_engine(db.engine.url)
        lock = "BEGIN IMMEDIATE" if office.database == "sqlite" else "SELECT pg_advisory_xact_lock(7268268)"
        fields = office.form()
        with blocker.connect() as connection:
            connection.exec_driver_sql(lock)
            visitor = office.look()
            if held < config.LOCK_SECONDS:
                connection.rollback()
            answer = office.officer.post(f"{desk.WORK}/respond", data={**fields, "then": "keep", "text": WORDS})
        blocker.dispose()
        stored = answer.status_code == 302
        assert stored is (held < config.LOCK_SECONDS) and visitor == "the ticket"
        assert stored or WORDS in answer.text
        seen = "stored" if stored else "503 with the words in the form"
        ledger.note(f"write lock held for {held:g} s", office.database, visitor, seen)
    assert office.differences() == []


@pytest.mark.only_on("postgresql")
def test_lost_connections_cost_one_answer_at_most(office: Office, ledger: Ledger) -> None:
    acknowledged = []
    for round in range(ROUNDS):
        words = f"{WORDS} Kabar ke-{round}."  # the same words once more would be taken for the same answer
        with office.app.app_context():
            killer = sqlalchemy.create_engine(db.engine.url)
        with killer.connect() as connection:
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            )
        killer.dispose()
        first = office.look()
        seen, _ = answered(office, words)
        acknowledged += [words] if seen == "stored" else []
        ledger.note("every connection cut", office.database, first, seen)
        assert first in ("the ticket", "503") and office.look() == "the ticket"
    kept = [words for words in office.texts() if words.startswith(WORDS)]
    assert kept == acknowledged and office.differences() == []


@pytest.mark.only_on("postgresql")
def test_a_server_that_stops_in_the_middle_is_given_up_and_taken_up_again(
    office: Office, ledger: Ledger, cluster: Cluster
) -> None:
    postmaster = int((cluster.directory / "data" / "postmaster.pid").read_text().split()[0])
    assert office.look() == "the ticket"
    stopped = family(postmaster)
    for pid in stopped:
        os.kill(pid, signal.SIGSTOP)
    try:
        begun = time.monotonic()
        first, once = office.look(), time.monotonic() - begun
        second, twice = office.look(), time.monotonic() - begun - once
        alive = office.visitor.get("/healthz").status_code
    finally:
        for pid in stopped:
            os.kill(pid, signal.SIGCONT)
    assert (first, second, alive) == ("503", "503", 200)
    assert once < config.SILENT_SECONDS + 8 and twice < config.CONNECT_SECONDS + 5
    time.sleep(1.1)
    assert office.look() == "the ticket"
    ledger.note("server stopped (SIGSTOP)", office.database, first)


@pytest.mark.only_on("sqlite")
def test_damaged_pages_of_the_file_are_named_and_never_a_mistake_of_ours(
    office: Office, ledger: Ledger, data: Path
) -> None:
    with office.app.app_context(), db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = (data / "pantau.db").read_bytes()
    chance = random.Random(5)
    for _ in range(3 * ROUNDS):
        with office.app.app_context():
            db.session.remove()
            db.engine.dispose()
        for name in ("pantau.db-wal", "pantau.db-shm"):
            (data / name).unlink(missing_ok=True)
        broken = bytearray(whole)
        for _ in range(6):
            at = chance.randrange(1, len(whole) // 4096) * 4096
            broken[at : at + 400] = chance.randbytes(400)
        (data / "pantau.db").write_bytes(bytes(broken))
        seen = {office.visitor.get(path).status_code for path in ("/", f"/tickets/{desk.CODE}", "/agencies")}
        officer = office.officer.get("/desk/").status_code
        ledger.note("six damaged pages of the file", office.database, _codes(seen), _codes({officer}))
        assert seen | {officer} <= {200, 302, 404, 503}, "a damaged page reads as a mistake of ours"
    with office.app.app_context():
        db.session.remove()
        db.engine.dispose()
    (data / "pantau.db").write_bytes(whole)
    assert office.differences() == []


def _codes(seen: set[int]) -> str:
    return "503 in words" if 503 in seen else "pages" if 200 in seen else "/".join(map(str, sorted(seen)))


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("back", [timedelta(seconds=30), timedelta(hours=7), timedelta(days=40)])
@pytest.mark.parametrize("verb", ["respond", "note", "transfer"])
def test_a_clock_set_back_harms_no_ticket(
    office: Office, ledger: Ledger, monkeypatch: pytest.MonkeyPatch, back: timedelta, verb: str
) -> None:
    ahead = clock.now() + back
    with monkeypatch.context() as patched:
        patched.setattr(clock, "now", lambda: ahead)
        desk.send(signed_in(office), "respond", then="start", text="Kami mulai.")
    officer = signed_in(office)  # by the clock ahead an older session may have been over
    more: dict[str, object] = {"then": "keep"} if verb == "respond" else {}
    if verb == "transfer":
        more["to_agency"] = _other_agency(office)
    answer = desk.send(officer, verb, text=WORDS, **more)
    assert answer.status_code == 302, answer.text[:400]
    ledger.note("clock set back", office.database, office.look(), "stored")
    assert office.differences() == []
    assert last_moment(office) >= ahead


def signed_in(office: Office) -> FlaskClient:
    """An officer who comes by the clock as it is now."""
    officer = office.app.test_client()
    desk.sign_in(officer, "penyelia@example.org")
    return officer


def _other_agency(office: Office) -> int:
    with office.app.app_context():
        return int(db.session.execute(text("SELECT id FROM agency WHERE slug = 'pam-jaya'")).scalar_one())


def last_moment(office: Office) -> datetime:
    with office.app.app_context():
        return db.session.execute(sqlalchemy.select(Event.happened_at).order_by(Event.seq.desc()).limit(1)).scalar_one()


@pytest.mark.only_on("sqlite")
def test_an_index_that_goes_while_people_read_is_never_an_empty_list(
    office: Office, ledger: Ledger, data: Path
) -> None:
    engine = portal_of(office.app).engine

    def mend() -> None:
        with office.app.app_context():
            feed(db.session(), engine, office.city, newest(db.session()))
            db.session.rollback()

    desk.send(office.officer, "respond", then="start", text="Kami mulai.")
    mend()
    for round in range(2 * ROUNDS):
        engine.close()
        build = next(path for path in (data / "index").glob("*/build-*") if path.is_dir())
        if round % 2:
            shutil.rmtree(data / "index")
        else:
            for path in build.iterdir():
                if path.name not in ("seq", "database"):
                    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        answer = office.visitor.get(f"/tickets?q=lubang&n={round}")
        whole = answer.status_code == 200 and desk.CODE in answer.text
        assert whole or answer.status_code == 503, answer.status_code
        mend()
        again = office.visitor.get("/tickets?q=lubang")
        assert again.status_code == 200 and desk.CODE in again.text
        fault = "index deleted" if round % 2 else "index damaged"
        ledger.note(fault, office.database, "the list" if whole else "503 in words, then the list", office.look())


@pytest.mark.only_on("sqlite")
def test_what_was_taken_back_is_in_no_file(office: Office, data: Path) -> None:
    """Redacted words are gone from the database, its journal and the index."""
    secret = "zulfikarnain"
    answer = f"Tetangga {secret} sudah dihubungi."
    assert desk.send(office.officer, "respond", then="keep", text=answer).status_code == 302
    with office.app.app_context():
        engine = portal_of(office.app).engine
        feed(db.session(), engine, office.city, newest(db.session()))
        db.session.rollback()
    assert any(secret.encode() in path.read_bytes() for path in data.glob("pantau.db*"))
    about = office.seqs()
    page = office.officer.get(f"{desk.WORK}/redact?about={about}")
    fields = {
        "csrf_token": desk.token(page),
        "seen": office.form()["seen"],
        "about": str(about),
        "text": "Memuat nama.",
        "reason_kind": WithdrawalReason.PERSONAL_DATA.value,
    }
    assert office.officer.post(f"{desk.WORK}/redact", data=fields).status_code == 302
    desk.second_person_agrees(office.app, office.city)
    with office.app.app_context():
        feed(db.session(), engine, office.city, newest(db.session()))
        engine.close()
        db.session.remove()
        shed_journal(db.engine)
    left = [path for path in data.rglob("*") if path.is_file() and secret.encode() in path.read_bytes()]
    assert left == [] and office.differences() == []
