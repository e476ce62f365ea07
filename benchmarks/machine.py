"""On what the measures were taken."""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
from importlib.metadata import version
from pathlib import Path

from benchmarks.load import CONNECTIONS, ROUNDS, SECONDS, TURN, WARM_UP, generator
from benchmarks.servers import ROOT, WORKERS

PACKAGES = ("flask", "gunicorn", "sqlalchemy", "tantivy", "datasette")


def lines() -> list[str]:
    """Machine, versions, state of the code, and how the load was made."""
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    load = os.getloadavg()[0]
    return [
        f"Machine: {_processor()}, {os.cpu_count()} cores, {_memory():.0f} GB, {platform.platform(terse=True)}; "
        f"load average before the run {load:.1f}.",
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {versions}; code {_commit()}.",
        f"Load: {generator()}, {CONNECTIONS} connections that ask again as soon as they are answered, "
        f"after {WARM_UP:.0f} s of warm-up, {ROUNDS} times {TURN:.0f} s in turns with what they are compared with, "
        f"else {SECONDS:.0f} s; {WORKERS} web workers; "
        "durations are what the visitor waits, queueing included.",
    ]


def _processor() -> str:
    told = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    return told[0].partition(":")[2].strip() if told else platform.machine()


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9


def _commit() -> str:
    def git(*arguments: str) -> str:
        return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()

    changed = " with uncommitted changes" if git("status", "--porcelain", "--untracked-files=no") else ""
    return f"{git('rev-parse', '--short', 'HEAD') or 'unknown'}{changed}"
