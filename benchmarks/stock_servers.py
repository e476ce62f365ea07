"""Stock web servers on the same portal, in turns: pages, searches, memory, and visitors who hold a connection.

    python -m benchmarks.stock_servers --data DIRECTORY     see docs/decisions/stock-server.md

A server that is not installed is left out and said so: `pip install granian waitress`.
"""

from __future__ import annotations

import argparse
import socket
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from benchmarks import addresses
from benchmarks.city_data import settings_of
from benchmarks.load import load
from benchmarks.memory import largest
from benchmarks.servers import Server, free_port, running
from portal.config import Settings
from tests.support.live import environment

VISITORS = 16  # who hold a connection: twice as many as any candidate has threads
HOLD = 12.0  # seconds during which others ask for /healthz meanwhile
EVERY = 0.25  # seconds between two of them
PATIENCE = 30.0  # seconds after which one of them gives up
#: What the visitors say before they fall silent; the last ones ask for large pages and read none.
SLOW = {
    "silent": b"",
    "half a request": b"GET / HTTP/1.1\r\nHost: x\r\nUser-",
    "half a form": b"POST /desk/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Content-Length: 100\r\n\r\nemail=",
    "unread": b"".join(b"GET /agencies?%d HTTP/1.1\r\nHost: x\r\n\r\n" % number for number in range(200)),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A server: the module that runs it, and its arguments; ``{port}`` stands for the port."""

    name: str
    module: str
    arguments: str

    def command(self, port: int) -> list[str]:
        return [sys.executable, "-m", self.module, *self.arguments.format(port=port).split()]


CANDIDATES = (
    Candidate("gunicorn gthread, 2 x 2", "gunicorn", "wsgi:app --bind 127.0.0.1:{port} --threads 2"),
    Candidate("gunicorn gthread, 2 x 8", "gunicorn", "wsgi:app --bind 127.0.0.1:{port} --threads 8"),
    Candidate(
        "granian, 2 x 1",
        "granian",
        "wsgi:app --interface wsgi --host 127.0.0.1 --port {port} --workers 2 --blocking-threads 1",
    ),
    Candidate("waitress, 1 x 4", "waitress", "--listen=127.0.0.1:{port} --threads=4 wsgi:app"),
)


def main() -> None:
    options = _options()
    settings = settings_of(options.data)
    found = addresses.facts(settings)
    installed = [candidate for candidate in CANDIDATES if find_spec(candidate.module)]
    for candidate in CANDIDATES:
        if candidate not in installed:
            print(f"{candidate.name} is not installed")
    print("| server | what | measured |\n| --- | --- | --- |")
    for _ in range(options.rounds):
        for candidate in installed:
            _print(candidate, _loads(candidate, settings, found))
    for candidate in installed:
        _print(candidate, _beside_slow_visitors(candidate, settings))


def _print(candidate: Candidate, rows: Iterator[tuple[str, str]]) -> None:
    for what, measured in rows:
        print(f"| {candidate.name} | {what} | {measured} |", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stock_servers", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="a filled data directory of this release")
    parser.add_argument("--rounds", type=int, default=2, help="of pages and searches; slow visitors come once")
    return parser.parse_args()


@contextmanager
def _started(candidate: Candidate, settings: Settings) -> Iterator[Server]:
    port = free_port()
    with running(candidate.command(port), environment(settings, WEB_WORKERS="2")) as process:
        server = Server(f"http://127.0.0.1:{port}", process.pid)
        server.wait("/healthz")
        time.sleep(3)  # every process has loaded the portal
        yield server


def _loads(candidate: Candidate, settings: Settings, found: addresses.Facts) -> Iterator[tuple[str, str]]:
    kinds = {"ticket pages": addresses.ticket_pages(found), "searches": addresses.search_pages(found)}
    with _started(candidate, settings) as server:
        for what, paths in kinds.items():
            seen = load(server, paths)
            waits = f"p50 {seen.p50:.1f}, p95 {seen.p95:.1f}, p99 {seen.p99:.1f} ms"
            yield what, f"{seen.rate:,.0f}/s, {waits}, {seen.work_each:.2f} ms of processor time each"
        yield "memory of the largest process", f"{largest(server) / 1e6:,.0f} MB"


def _beside_slow_visitors(candidate: Candidate, settings: Settings) -> Iterator[tuple[str, str]]:
    for what, said in SLOW.items():
        with _started(candidate, settings) as server, _visitors(server, said):
            yield f"/healthz beside {VISITORS} visitors: {what}", _waits(_asked_meanwhile(server))


@contextmanager
def _visitors(server: Server, said: bytes) -> Iterator[None]:
    place = urlsplit(server.address)
    with ExitStack() as doors:
        for _ in range(VISITORS):
            visitor = doors.enter_context(socket.create_connection((place.hostname or "", place.port or 80)))
            visitor.settimeout(1)
            with suppress(OSError):  # what does not fit any more is not needed
                visitor.sendall(said)
        time.sleep(0.5)
        yield


def _asked_meanwhile(server: Server) -> list[float]:
    """Seconds that each of those who come meanwhile waits; PATIENCE for an answer that never came."""
    with ThreadPoolExecutor(int(HOLD / EVERY)) as pool:
        waits = []
        for _ in range(int(HOLD / EVERY)):
            waits.append(pool.submit(_asked, server))
            time.sleep(EVERY)
        return [wait.result() for wait in waits]


def _asked(server: Server) -> float:
    began = time.perf_counter()
    try:
        server.get("/healthz", timeout=PATIENCE)
    except OSError:
        return PATIENCE
    return time.perf_counter() - began


def _waits(seconds: Sequence[float]) -> str:
    unanswered = sum(wait >= PATIENCE for wait in seconds)
    return f"median {median(seconds):.2f} s, slowest {max(seconds):.2f} s, {unanswered} of {len(seconds)} unanswered"


if __name__ == "__main__":
    main()
