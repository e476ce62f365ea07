"""Keeps the web server and the worker running as one: they start together, and nothing is left when they stop."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import FrameType

import click

POLL_SECONDS = 0.2
STOP_SECONDS = 15.0  # after this a process that was asked to stop is killed
FIRST_DELAY = 1.0  # seconds before the worker is started again; doubles with each death
LAST_DELAY = 60.0
HEALTHY_SECONDS = 60.0  # a worker that lived so long starts again without a longer wait

LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
PR_SET_PDEATHSIG = 1


@dataclass(slots=True)
class Backoff:
    """How long to wait before starting again something that died."""

    delay: float = FIRST_DELAY

    def after(self, lived: float) -> float:
        """Seconds to wait after a life of ``lived`` seconds."""
        if lived >= HEALTHY_SECONDS:
            self.delay = FIRST_DELAY
        wait, self.delay = self.delay, min(self.delay * 2, LAST_DELAY)
        return wait


@dataclass(slots=True)
class Child:
    """One process with all that it starts."""

    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0

    def start(self, *files: int) -> None:
        """Start it in a session of its own: Ctrl-C reaches the supervisor alone, which then stops it in order."""
        self.process = subprocess.Popen(
            self.command,
            pass_fds=files,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            preexec_fn=die_with_parent,
        )
        self.started = time.monotonic()

    def ended(self) -> int | None:
        """Its exit code once it has ended."""
        return self.process.poll() if self.process else None

    def ask_to_stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def wait_or_kill(self, deadline: float) -> None:
        """Wait for its end until ``deadline``; then kill it and whatever it started."""
        if self.process is None:
            return
        try:
            self.process.wait(timeout=max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@dataclass(slots=True)
class Supervisor:
    """Runs ``server`` on an open socket and ``worker`` beside it until a signal comes or the server ends."""

    server: Child
    worker: Child
    backoff: Backoff = field(default_factory=Backoff)
    stopping: bool = False
    restart_at: float | None = None

    def run(self, listener: socket.socket) -> int:
        """The exit code: 0 when asked to stop, the server's own when it ended by itself."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        try:
            self.server.start(listener.fileno())
            listener.close()
            self.worker.start()
            return self._watch()
        finally:
            self._stop()

    def _watch(self) -> int:
        while not self.stopping:
            code = self.server.ended()
            if code is not None:
                click.echo(f"The web server ended with code {code}; stopping.", err=True)
                return code or 1
            self._mind_the_worker()
            time.sleep(POLL_SECONDS)
        return 0

    def _mind_the_worker(self) -> None:
        now = time.monotonic()
        if self.restart_at is not None and now >= self.restart_at:
            self.restart_at = None
            self.worker.start()
        elif self.restart_at is None and (code := self.worker.ended()) is not None:
            wait = self.backoff.after(now - self.worker.started)
            self.restart_at = now + wait
            click.echo(f"The worker ended with code {code}; starting it again in {wait:.0f} s.", err=True)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _stop(self) -> None:
        self.server.ask_to_stop()
        self.worker.ask_to_stop()
        deadline = time.monotonic() + STOP_SECONDS
        self.server.wait_or_kill(deadline)
        self.worker.wait_or_kill(deadline)


def die_with_parent() -> None:
    """For a child's first moment: on Linux it is told to stop even when its parent is killed without a last word."""
    if LIBC is not None:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
