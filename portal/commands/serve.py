"""Runs the web server and the worker as one program for `make run`; a city's servers run each under systemd."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import IO

import click

from ..config import Settings, environment_with
from ..context import current_portal
from .orphans import PARENT, is_ours, listener_of
from .schema import ready, refuse_damaged

BACKLOG = 2048  # connections that wait while the server starts or is busy
VISITOR_SECONDS = 10  # a visitor who sends or takes nothing for so long is given up
POLL_SECONDS = 0.2
#: glibc gives threads heaps of their own, up to sixteen on two cores; what each has free, no other uses. It reads this
#: when a process starts, so who starts the web server sets it, as deploy/ does.
FEW_ARENAS = {"MALLOC_ARENA_MAX": "2"}
STOP_SECONDS = 15.0  # after this a process that was asked to stop is killed


@click.command("serve")
def serve() -> None:
    """Answer on HOST and PORT and follow the log; Ctrl-C stops both, and when one dies the other is stopped."""
    settings = current_portal().settings
    ready()
    refuse_damaged()
    with hold(settings.data), listen(settings.host, settings.port) as listener:
        click.echo(f"Pantau: {address(settings, listener)}  (Ctrl-C berhenti / stops)")
        me = str(os.getpid())
        environ = FEW_ARENAS | environment_with(**{PARENT: me})  # the operator's own number of heaps stands
        parts = [web_server(listener), [*worker(), "--parent", me]]
        sys.exit(run_together(parts, files=[listener.fileno()], environ=environ))


def hold(data: Path) -> IO[str]:
    """The data directory for this command alone, until the file is closed or the process ends, however it ends.

    Raises ClickException naming the process that has it: two workers would take the index from each other.
    """
    file = (data / "serving").open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        other = file.read().strip() or "?"
        file.close()
        raise click.ClickException(
            f"Process {other} serves {data} already. Stop it, or choose another directory: PANTAU_DATA=..."
        ) from None
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    return file


def use(data: Path) -> IO[str] | None:
    """Say, until the file is closed or the process ends, that a web server or worker uses the data directory.

    Raises ClickException while a backup is restored into it. None: the disk takes no writing, nor any backup.
    """
    return _lock(data, fcntl.LOCK_SH, "A backup is being restored into {data}. Start when that is done.")


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """The data directory while nothing of the portal runs on it. Raises ClickException naming what does."""
    with hold(data):
        said = (
            "A web server or worker runs on {data}. Stop it: systemctl stop pantau-web.socket pantau-web pantau-worker"
        )
        file = _lock(data, fcntl.LOCK_EX, said)
        try:
            yield
        finally:
            if file is not None:
                file.close()


def _lock(data: Path, kind: int, refused: str) -> IO[str] | None:
    try:
        file = (data / "working").open("a")
    except OSError:
        return None
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise click.ClickException(refused.format(data=data)) from None
    return file


def listen(host: str, port: int) -> socket.socket:
    """The open socket. Raises ClickException with what to do when the port is taken or cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise click.ClickException(f"{_taken(port)}, or choose another: PORT={port + 1} make run") from None
        raise click.ClickException(f"Cannot listen on {host}, port {port}: {error.strerror or error}") from None
    limit_waiting(listener)
    return listener


def _taken(port: int) -> str:
    holder = listener_of(port)
    if holder is None:
        return f"Port {port} is taken by another program. Stop it"
    if is_ours(holder):
        return f"Port {port} is in use by process {holder} of an earlier start. Stop it: kill {holder}"
    return f"Port {port} is taken by process {holder}. Stop it"


def limit_waiting(listener: socket.socket) -> None:
    """Let no read from and no write to a visitor last longer than VISITOR_SECONDS: connections inherit the limit.

    Those that arrive while the server still loads inherit it too, so it is set as soon as the socket is open.
    """
    limit = struct.pack("ll", VISITOR_SECONDS, 0)  # struct timeval
    for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
        listener.setsockopt(socket.SOL_SOCKET, option, limit)


def address(settings: Settings, listener: socket.socket) -> str:
    """Where people find the portal."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return settings.public_url or f"http://{host}:{listener.getsockname()[1]}"


def web_server(listener: socket.socket, application: str = "wsgi:app") -> list[str]:
    """The command that serves ``application`` on an open socket; the rest stands in gunicorn.conf.py."""
    return [sys.executable, "-m", "gunicorn", application, "--bind", f"fd://{listener.fileno()}"]


def worker() -> list[str]:
    """The command that feeds the projections."""
    return [sys.executable, "-m", "flask", "--app", "wsgi", "portal", "worker"]


def run_together(
    commands: Sequence[Sequence[str]],
    files: Sequence[int] = (),
    patience: float = STOP_SECONDS,
    environ: dict[str, str] | None = None,
) -> int:
    """Run programs, which inherit the open ``files``, until a signal asks to stop or one of them ends; then stop all.

    ``environ``: of the programs; None: ours. Those that have not stopped after ``patience`` seconds are killed. Returns
    0 when a signal asked, else the exit code of the one that ended, 1 in place of 0.
    """
    asked = False

    def ask(_number: int, _frame: FrameType | None) -> None:
        nonlocal asked
        asked = True

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, ask)
    processes: list[subprocess.Popen[bytes]] = []
    try:
        for command in commands:
            processes.append(subprocess.Popen(command, pass_fds=files, env=environ))
        while not asked and all(process.poll() is None for process in processes):
            time.sleep(POLL_SECONDS)
        return 0 if asked else _first_ended(commands, processes)
    finally:
        _stop(processes, patience)


def _first_ended(commands: Sequence[Sequence[str]], processes: Sequence[subprocess.Popen[bytes]]) -> int:
    """Say which one ended; its exit code, 1 in place of 0."""
    command, code = next((c, p.returncode) for c, p in zip(commands, processes, strict=True) if p.poll() is not None)
    click.echo(f"{' '.join(command)} ended with code {code}; stopping.", err=True)
    click.echo("Under systemd it would be started again: docs/operating.md", err=True)
    return code or 1


def _stop(processes: Sequence[subprocess.Popen[bytes]], patience: float) -> None:
    """Ask every process to stop, and kill those that have not done so in time."""
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + patience
    for process in processes:
        try:
            process.wait(timeout=max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
