"""The tickets that everything is measured on: a demonstration year, filled once and kept for the next run."""

from __future__ import annotations

import json
import subprocess
import time
from dataclasses import asdict, dataclass
from pathlib import Path

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
    scorecards: float


def settings_of(directory: Path, database_url: str = "") -> Settings:
    """The portal's settings for a data directory."""
    return from_environment({"PANTAU_DATA": str(directory), "DATABASE_URL": database_url})


def filled(directory: Path, tickets: int) -> tuple[Settings, Filled]:
    """The data directory of so many tickets; what it took is remembered with it."""
    settings, kept = settings_of(directory), directory / FACTS
    if not kept.exists():
        until = ("--tickets", str(tickets), "--seed", str(SEED), "--until", UNTIL)
        demo = timed(settings, "demo", *until)
        index = timed(settings, "search", "rebuild")
        scorecards = timed(settings, "scorecards", "rebuild")
        kept.write_text(json.dumps(asdict(Filled(tickets, demo, index, scorecards))))
    timed(settings, "upgrade")
    timed(settings, "worker", "--once")  # whatever has grown stale since is computed now and not during a measure
    return settings, Filled(**json.loads(kept.read_text()))


def timed(settings: Settings, *command: str) -> float:
    """Run ``flask portal COMMAND`` and say how many seconds it took, start of Python and all."""
    began = time.perf_counter()
    done = subprocess.run(
        flask(*command), cwd=ROOT, env=environment(settings), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"flask portal {' '.join(command)} failed:\n{done.stdout[-1000:]}{done.stderr[-3000:]}")
    return time.perf_counter() - began
