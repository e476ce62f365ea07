"""The tickets that everything is measured on: a demonstration year, filled once and kept for the next run."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.memory import looked_at
from benchmarks.servers import ROOT
from portal.config import Settings, from_environment
from tests.support.live import environment, flask

SEED = 2023
UNTIL = "2024-01-01"  # a year that is over: the same tickets on whatever day the measure is taken
FACTS = "filled.json"


@dataclass(frozen=True, slots=True)
class Filled:
    """How long it took to fill the directory, in seconds, by the commands that an operator runs."""

    tickets: int
    demo: float
    index: float


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of one command, start of Python and all, the bytes of its largest process or of all of them together,
    whichever are more, and what it said."""

    seconds: float
    memory: int
    said: str


def settings_of(directory: Path, database_url: str = "") -> Settings:
    """The portal's settings for a data directory."""
    return from_environment({"PANTAU_DATA": str(directory), "DATABASE_URL": database_url})


def filled(directory: Path, tickets: int) -> tuple[Settings, Filled]:
    """The data directory of so many tickets; what it took is remembered with it."""
    settings, kept = settings_of(directory), directory / FACTS
    if not kept.exists():
        until = ("--tickets", str(tickets), "--seed", str(SEED), "--until", UNTIL)
        demo = timed(settings, "demo", *until).seconds
        index = timed(settings, "search", "rebuild").seconds
        kept.write_text(json.dumps(asdict(Filled(tickets, demo, index))))
    timed(settings, "upgrade")
    timed(settings, "worker", "--once")  # whatever has grown stale since is computed now and not during a measure
    remembered = json.loads(kept.read_text())
    return settings, Filled(remembered["tickets"], remembered["demo"], remembered["index"])


def timed(settings: Settings, *command: str) -> Took:
    """Run ``flask portal COMMAND``. Raises RuntimeError with the end of what it said when it fails."""
    began = time.perf_counter()
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(flask(*command), cwd=ROOT, env=environment(settings), stdout=said, stderr=said)
        with looked_at(process.pid) as together:
            _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - began
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"flask portal {' '.join(command)} failed:\n{said.read()[-4000:]}")
        said.seek(0)
        return Took(seconds, max(usage.ru_maxrss * 1024, together.most), said.read())
