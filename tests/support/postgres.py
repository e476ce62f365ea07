"""A PostgreSQL server of the tests' own: made in memory, reached by a Unix socket, gone when they end."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from tests.support.need import missing
from tests.support.scratch import new_directory

OWNER = "pantau"
#: Safe to lose, so quick: nothing waits for a disk.
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200", "listen_addresses=")
START_SECONDS = 60.0


def find_programs() -> Path | None:
    """The directory of initdb and postgres: Debian's newest, else what is on the path."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[4]))
    found = str(debian[-1]) if debian else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def needed_programs() -> Path:
    """As find_programs; a test that asks is skipped by name where there are none."""
    return find_programs() or missing("PostgreSQL", "apt-get install postgresql")


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server whose files and socket lie in one directory."""

    directory: Path
    process: subprocess.Popen[bytes] | None = None

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://{OWNER}@/{database}?host={self.directory}"

    def run(self, *statements: str, database: str = "postgres") -> None:
        """Run statements outside of any transaction."""
        with psycopg.connect(host=str(self.directory), user=OWNER, dbname=database, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def stop(self) -> None:
        if self.process:
            self.process.send_signal(signal.SIGINT)  # a fast shutdown
            self.process.wait(timeout=30)
        shutil.rmtree(self.directory, ignore_errors=True)


def start(programs: Path) -> Cluster:
    """Make a cluster and start it. PostgreSQL refuses to run as root, so root lends it to another user."""
    directory = new_directory("pantau-pg-")
    someone = _not_root(directory)
    _initdb(programs, directory, someone)
    options = [part for setting in QUICK for part in ("-c", setting)]
    with (directory / "log").open("wb") as log:
        process = subprocess.Popen(
            [programs / "postgres", "-D", directory / "data", "-k", directory, *options],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            cwd=directory,
            **someone,
        )
    cluster = Cluster(directory, process)
    _wait_until_it_answers(cluster)
    return cluster


def _not_root(directory: Path) -> dict[str, Any]:
    """The arguments that make subprocess run a program as a user that is not root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            shutil.chown(directory, user=name)
        except LookupError:
            continue
        return {"user": name, "group": directory.stat().st_gid, "extra_groups": []}
    raise RuntimeError("PostgreSQL does not run as root, and there is no user postgres or nobody to run it")


def _initdb(programs: Path, directory: Path, someone: dict[str, Any]) -> None:
    command: Sequence[str | Path] = [programs / "initdb", "-D", directory / "data", "-U", OWNER]
    choices = ("--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions")
    subprocess.run([*command, *choices], check=True, stdout=subprocess.DEVNULL, cwd=directory, **someone)


def _wait_until_it_answers(cluster: Cluster) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            cluster.run("SELECT 1")
            return
        except psycopg.OperationalError:
            ended = cluster.process is not None and cluster.process.poll() is not None
            if ended or time.monotonic() > deadline:
                said = (cluster.directory / "log").read_text(errors="replace")[-2000:]
                cluster.stop()
                raise RuntimeError(f"PostgreSQL did not start:\n{said}") from None
            time.sleep(0.05)
