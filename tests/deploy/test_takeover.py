"""A new version takes over while visitors come: the socket is systemd's, so they wait and nobody is refused."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.config import Settings
from tests.support.lens import filled
from tests.support.live import ROOT, environment, stop_group
from tests.support.processes import alive, family, wait_for

pytestmark = [pytest.mark.slow, pytest.mark.only_on("sqlite")]
#: What systemd does for a service that has a socket: the open socket is file 3, and two variables say so.
AS_SYSTEMD = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ.update(LISTEN_FDS="1", LISTEN_PID=str(os.getpid()))
os.execv(sys.executable, [sys.executable, "-m", "gunicorn", "wsgi:app"])
"""
VISITORS = 6


class Visitors:
    """Some who ask again and again, each over a connection of its own."""

    def __init__(self, port: int) -> None:
        self.port, self.stopped = port, threading.Event()
        self.threads: list[threading.Thread] = []
        self.found: Counter[str] = Counter()
        self.slowest = 0.0

    def ask(self) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", "/tickets.csv")
            answer = connection.getresponse()
            answer.read()
            return str(answer.status)
        except (OSError, http.client.HTTPException) as error:
            return type(error).__name__
        finally:
            connection.close()

    def visit(self) -> None:
        while not self.stopped.is_set():
            began = time.monotonic()
            self.found[self.ask()] += 1
            self.slowest = max(self.slowest, time.monotonic() - began)

    def come(self) -> None:
        self.threads = [threading.Thread(target=self.visit, daemon=True) for _ in range(VISITORS)]
        for thread in self.threads:
            thread.start()

    def leave(self) -> None:
        """Each takes the answer that it waits for, which somebody must still give."""
        self.stopped.set()
        for thread in self.threads:
            thread.join()


@contextmanager
def version(settings: Settings, listener: socket.socket) -> Iterator[subprocess.Popen[bytes]]:
    """The web server as the unit starts it."""
    process = subprocess.Popen(
        [sys.executable, "-c", AS_SYSTEMD, str(listener.fileno())],
        cwd=ROOT,
        env=environment(settings, WEB_WORKERS="2", RATE_LIMIT="0"),
        pass_fds=[listener.fileno()],
        start_new_session=True,
    )
    try:
        yield process
    finally:
        stop_group(process)


@pytest.fixture
def listener(app: Flask, session: Session) -> Iterator[socket.socket]:
    """A socket that outlives the servers behind it, and a portal with tickets."""
    filled(app, session)
    with socket.create_server(("127.0.0.1", 0), backlog=2048) as found:
        yield found


def test_a_new_version_takes_over_and_nobody_is_refused(settings: Settings, listener: socket.socket) -> None:
    visitors = Visitors(listener.getsockname()[1])
    with version(settings, listener) as old:
        assert visitors.ask() == "200"
        visitors.come()
        time.sleep(1.0)
        old.terminate()
        assert old.wait(timeout=30) == 0
        before = visitors.found["200"]
        with version(settings, listener):
            try:
                wait_for(lambda: visitors.found["200"] > before + 3 * VISITORS, 60)
            finally:
                visitors.leave()
    # Files of tickets are limited to a few at once: who is told to come back was answered.
    assert set(visitors.found) <= {"200", "503"}, visitors.found
    assert before > 0


def test_a_master_that_is_killed_leaves_nobody_who_answers_for_the_old_version(
    settings: Settings, listener: socket.socket
) -> None:
    visitors = Visitors(listener.getsockname()[1])
    with version(settings, listener) as old:
        assert visitors.ask() == "200"
        workers = family(old.pid) - {old.pid}
        os.kill(old.pid, signal.SIGKILL)
        with version(settings, listener):
            wait_for(lambda: not any(map(alive, workers)))
            assert visitors.ask() == "200"
