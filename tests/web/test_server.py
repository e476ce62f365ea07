"""Visitors who say nothing, little or too slowly keep nobody else waiting."""

from __future__ import annotations

import socket
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from benchmarks.servers import Server, web_workers
from portal.config import Settings
from tests.support.live import Live, serving
from tests.support.processes import wait_for

AT_ONCE = 2.0  # seconds: none of what these visitors would have to be waited for is as short


@pytest.fixture
def live(settings: Settings) -> Iterator[Live]:
    with serving(settings) as live:
        answered(live)  # everything has been loaded
        yield live


def answered(live: Live) -> float:
    """Seconds until a page is there."""
    began = time.monotonic()
    with urllib.request.urlopen(f"{live.address}/agencies", timeout=30) as response:
        assert response.status == 200
    return time.monotonic() - began


def connections(process: int) -> int:
    """How many sockets a process has open."""
    files = Path(f"/proc/{process}/fd").iterdir()
    return sum(str(file.readlink()).startswith("socket:") for file in files)


def opened(live: Live, said: bytes) -> socket.socket:
    parts = urlsplit(live.address)
    visitor = socket.create_connection((str(parts.hostname), int(parts.port or 80)))
    visitor.sendall(said)
    return visitor


@pytest.mark.parametrize(
    ("visitors", "said"),
    [(40, b""), (8, b"GET / HTTP/1.1\r\nHost: x\r\nUser-"), (8, b"POST /desk/sign-in HTTP/1.1\r\nHost: x\r\n")],
    ids=["silent", "half a request", "half a form"],
)
def test_nobody_waits_for_those_who_have_not_finished_speaking(live: Live, visitors: int, said: bytes) -> None:
    with ExitStack() as doors:
        for _ in range(visitors):
            doors.enter_context(opened(live, said))
        time.sleep(0.2)
        assert max(answered(live) for _ in range(3)) < AT_ONCE


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="no /proc to count connections in")
def test_connections_are_shared_evenly_by_the_processes(settings: Settings) -> None:
    """Pages of one process are made one after another: who has five connections of eight answers late."""
    with serving(settings, WEB_WORKERS="2") as live:
        server = Server(live.address, live.process.pid)
        wait_for(lambda: len(web_workers(server)) == 2)
        for _ in range(4):
            answered(live)
        time.sleep(0.5)  # those visitors are gone
        workers = web_workers(server)
        before = {worker: connections(worker) for worker in workers}
        with ExitStack() as doors:
            for _ in range(8):
                doors.enter_context(opened(live, b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"))
            wait_for(lambda: sum(map(connections, workers)) >= sum(before.values()) + 8)
            assert [connections(worker) - before[worker] for worker in workers] == [4, 4]


def test_nobody_waits_for_one_who_asks_and_does_not_read(live: Live) -> None:
    """The pages fill what the system holds ready for the visitor, and then the thread that sends them."""
    asked = b"GET /agencies?%d HTTP/1.1\r\nHost: x\r\n\r\n"
    with opened(live, b"".join(asked % n for n in range(2000))):
        time.sleep(1)
        assert answered(live) < AT_ONCE


def test_a_connection_that_began_in_silence_is_answered_when_it_speaks(live: Live) -> None:
    with opened(live, b"") as visitor:
        time.sleep(0.3)
        visitor.sendall(b"GET /agencies HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert visitor.recv(15) == b"HTTP/1.1 200 OK"
