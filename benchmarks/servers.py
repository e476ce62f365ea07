"""What is measured, running: the portal as `flask portal serve` runs it, and the peers it is held against."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from portal.commands.serve import listen, web_server
from portal.config import Settings
from tests.support.live import environment, serving, stop_group
from tests.support.processes import family

ROOT = Path(__file__).resolve().parent.parent
WORKERS = 2  # one a core of the machine that the budgets name
START_SECONDS = 60.0
STALE_SECONDS = 180.0  # that the portal's worker may take for what has grown stale while nobody served


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    address: str
    pid: int

    def get(self, path: str, timeout: float = 60) -> tuple[int, str]:
        """Status and text of one page, over a connection of its own. Raises OSError after ``timeout`` seconds."""
        place = urlsplit(self.address)
        connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=timeout)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode(errors="replace")
        finally:
            connection.close()

    def work(self) -> float:
        """Seconds of processor time that it has spent so far; the portal's worker answers nobody and is left out."""
        return _seconds(pid for pid in family(self.pid) if not _is_worker(pid))

    def work_beside(self) -> float:
        """Seconds of processor time of the portal's worker."""
        return _seconds(filter(_is_worker, family(self.pid)))

    def wait(self, path: str) -> None:
        """Until it answers."""
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                if self.get(path)[0] < 500:
                    return
            except OSError:
                pass
            if time.monotonic() > deadline:
                raise TimeoutError(f"{self.address}{path} does not answer")
            time.sleep(0.1)


@contextmanager
def portal(settings: Settings) -> Iterator[Server]:
    """Web server and worker, both as the operator starts them."""
    with serving(settings, WEB_WORKERS=str(WORKERS)) as live:
        server = Server(live.address, live.process.pid)
        server.wait("/healthz")
        _wait_for_workers(server)
        _wait_for_rest(server)
        yield server


@contextmanager
def empty_view(settings: Settings) -> Iterator[Server]:
    """The portal's web server with another application."""
    with listen("127.0.0.1", 0) as listener:
        command = web_server(listener, "benchmarks.empty_view:app")
        with running(command, environment(settings, WEB_WORKERS=str(WORKERS)), listener.fileno()) as process:
            server = Server(f"http://127.0.0.1:{listener.getsockname()[1]}", process.pid)
            server.wait("/")
            _wait_for_workers(server)
            yield server


@contextmanager
def datasette(database: Path, *options: str) -> Iterator[Server]:
    """Datasette on one SQLite file, with its default settings but for those named."""
    port = free_port()
    command = [sys.executable, "-m", "datasette", "serve", str(database), "--host", "127.0.0.1", "--port", str(port)]
    with running([*command, *options], os.environ) as process:
        server = Server(f"http://127.0.0.1:{port}", process.pid)
        server.wait("/-/versions.json")
        yield server


@contextmanager
def running(command: Sequence[str], env: Mapping[str, str], *files: int) -> Iterator[subprocess.Popen[bytes]]:
    """A program and all that it starts, until the block ends; it inherits the open ``files``."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=env,
        pass_fds=files,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        stop_group(process)


def _wait_for_workers(server: Server) -> None:
    """The first answers while the others still start."""
    deadline = time.monotonic() + START_SECONDS
    while len(web_workers(server)) < WORKERS:
        if time.monotonic() > deadline:
            raise TimeoutError(f"{server.address} has fewer than {WORKERS} web workers")
        time.sleep(0.1)


def _wait_for_rest(server: Server) -> None:
    """Until the portal's worker is idle: of a city that was filled hours ago it computes all scorecards first."""
    deadline = time.monotonic() + STALE_SECONDS
    idle = 0
    while idle < 3 and time.monotonic() < deadline:
        before = server.work_beside()
        time.sleep(1)
        idle = idle + 1 if server.work_beside() - before < 0.1 else 0


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def web_workers(server: Server) -> list[int]:
    """The processes that answer requests: gunicorn's children."""
    own = [pid for pid in family(server.pid) if b"gunicorn" in _command(pid)]
    return [pid for pid in own if _parent(pid) in own]


def _is_worker(pid: int) -> bool:
    return b"portal\0worker" in _command(pid)


def _seconds(pids: Iterable[int]) -> float:
    """Of processor time, of all of them."""
    return sum(map(_ticks, pids)) / os.sysconf("SC_CLK_TCK")


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _command(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
