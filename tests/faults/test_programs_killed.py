"""Each of the portal's programs, killed (-9): at each step of an import and of the worker, and while officers write."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from benchmarks.desk_visit import DeskVisit
from portal import clock
from portal.commands.worker import projections
from portal.config import Settings
from portal.context import portal_of
from portal.extensions import db
from portal.importers import run
from portal.models import StoredScorecard, Ticket
from portal.projections import scorecards
from portal.projections.worker import drain
from tests.faults.conftest import Office, Strike, die, in_a_process_of_its_own, striking
from tests.faults.ledger import WHOLE, Ledger
from tests.support import csv_files, desk
from tests.support.live import Served, serving
from tests.support.processes import family, wait_for

ROWS = 6
SAMPLE = pytest.mark.timeout(600) if WHOLE else pytest.mark.only_on("sqlite")
LAST = 400  # no import of so few rows, and no run of the worker, has so many steps


def killed(app: Flask, act: Callable[[], object], at: int) -> bool:
    """Whether ``act``, in a process of its own, was killed at its statement ``at``; False when it had fewer."""

    def struck() -> None:
        with striking(app, Strike(at, die)), app.app_context():
            act()

    ended = in_a_process_of_its_own(app, struck)
    assert os.WIFSIGNALED(ended) or os.WEXITSTATUS(ended) == 0, "it failed before it could be killed"
    return os.WIFSIGNALED(ended)


def test_an_import_killed_at_any_step_is_ended_by_the_next(
    office: Office, ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, mapping = tmp_path / "more.csv", csv_files.mapping(tmp_path)
    text = csv_files.lines(*(csv_files.row(f"{n}", text=f"Lampu {n} padam.") for n in range(ROWS)))
    monkeypatch.setattr(run, "BATCH", 2)

    def take(name: str = "") -> None:
        file.write_text(text.replace("Lampu", f"Lampu{name}"))
        run.import_csv(file, mapping, office.city)

    kills = 0
    for at in range(1, LAST, 1 if WHOLE else 23):
        if not killed(office.app, take, at):
            break
        kills += 1
        kind = ledger.note("import killed (-9) at a step", office.database, office.look())
        kind.half_done += bool(office.differences())
        assert office.differences() == []
    assert kills >= 2
    with office.app.app_context():
        take()
        assert db.session.execute(select(func.count(Ticket.id)).where(Ticket.source == "plain")).scalar() == ROWS
    assert office.differences() == []


def test_a_worker_killed_at_any_step_is_taken_up_by_the_next(office: Office, ledger: Ledger) -> None:
    engine = portal_of(office.app).engine

    def work() -> None:
        drain(db.session(), projections())
        engine.close()

    kills = 0
    for at in range(1, LAST, 1 if WHOLE else 23):
        words = f"Petugas {at} datang."
        assert desk.send(office.officer, "respond", then="keep", text=words).status_code == 302
        kind = "worker killed (-9) at a step"
        if not killed(office.app, work, at):
            break
        kills += 1
        ledger.note(kind, office.database, office.look(), "stored")
    assert kills >= 2
    with office.app.app_context():
        work()
        figures = _figures()
        scorecards.recompute(db.session(), office.city, clock.now())
        assert figures and figures == _figures()
    assert desk.CODE in office.visitor.get(f"/tickets?q=Petugas+{at}").text
    assert office.differences() == []


def _figures() -> set[tuple[str, str]]:
    return {(cell, period) for cell, period in db.session.execute(select(StoredScorecard.cell, StoredScorecard.period))}


def _processes(live: Served) -> dict[str, list[int]]:
    """Those that run: name -> process ids."""
    of = {pid: Path(f"/proc/{pid}/cmdline").read_bytes() for pid in family(live.process.pid)}
    servers = sorted(pid for pid, line in of.items() if b"gunicorn" in line)
    workers = [pid for pid, line in of.items() if b"worker" in line.split(b"\0")]
    return {"web server's master": servers[:1], "web process": servers[1:], "worker": workers}


class Writer(threading.Thread):
    """An officer who answers again and again, and remembers which answers were acknowledged."""

    def __init__(self, visit: DeskVisit, name: str) -> None:
        super().__init__()
        self.visit, self.word = visit, name
        self.stop, self.acknowledged, self.refused = threading.Event(), list[str](), 0

    def run(self) -> None:
        number = 0
        while not self.stop.is_set():
            words = f"Kabar {self.word}-{(number := number + 1)}."
            try:
                self.visit.respond(desk.CODE, words)
                self.acknowledged.append(words)
            except (OSError, RuntimeError):
                self.refused += 1
                time.sleep(0.1)


def seen(address: str) -> str:
    try:
        with urllib.request.urlopen(f"{address}/tickets/{desk.CODE}", timeout=30) as answer:
            return "the ticket" if answer.status == 200 else f"{answer.status}"
    except urllib.error.HTTPError as error:
        return f"{error.code}"
    except OSError:
        return "no answer"


@SAMPLE
@pytest.mark.slow
@pytest.mark.parametrize("name", ["web process", "worker", "web server's master"] if WHOLE else ["web process"])
def test_what_was_acknowledged_outlives_each_program(
    office: Office, ledger: Ledger, settings: Settings, name: str
) -> None:
    """The master's end is the end of `serve`; systemd, and here the next round, start it again."""
    chance, acknowledged = random.Random(name), list[str]()
    for round in range(4 if WHOLE else 1):
        with serving(settings, WEB_WORKERS="2") as live:
            wait_for(lambda live=live: seen(live.address) == "the ticket", 90)  # type: ignore[misc]
            writer = Writer(DeskVisit(live.address, "penyelia@example.org", desk.PASSWORD), f"{name[:3]}-{round}")
            writer.start()
            wait_for(lambda writer=writer: len(writer.acknowledged) > 1)  # type: ignore[misc]
            time.sleep(chance.uniform(0, 0.5))
            os.kill(_processes(live)[name][0], signal.SIGKILL)
            time.sleep(0.5)
            looked, before = seen(live.address), len(writer.acknowledged)
            if name == "web process":
                wait_for(lambda writer=writer, before=before: len(writer.acknowledged) > before + 1)  # type: ignore[misc]
            else:
                assert live.process.wait(timeout=30) != 0
            writer.stop.set()
            writer.join()
        acknowledged += writer.acknowledged
        officer = "no answer, then stored" if name == "web process" else "no answer"
        kind = ledger.note(f"{name} killed (-9) while officers write", office.database, looked, officer)
        stored = office.texts()
        kind.lost += sum(words not in stored for words in acknowledged)
        assert kind.lost == 0 and len(stored) == len(set(stored)), "lost, or written twice"
        assert office.differences() == []
