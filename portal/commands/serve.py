"""One command starts web server and worker, and stops both."""

from __future__ import annotations

import errno
import socket
import sys
from pathlib import Path

import click

from ..config import Settings
from ..context import current_portal
from .schema import ready
from .supervisor import Child, Supervisor

THREADS = 12  # of a web worker: one answers while the others are held up; fewer than connections to the database
GRACE_SECONDS = 10  # how long a request in progress may go on after the stop was asked for
BACKLOG = 2048


@click.command("serve")
def serve() -> None:
    """Answer on HOST and PORT with WEB_WORKERS processes, and follow the log beside them."""
    settings = current_portal().settings
    ready()
    listener = listen(settings.host, settings.port)
    click.echo(f"Pantau: {address(settings, listener)}  (Ctrl-C berhenti / stops)")
    supervisor = Supervisor(server=Child(gunicorn(settings, listener)), worker=Child(worker()))
    sys.exit(supervisor.run(listener))


def listen(host: str, port: int) -> socket.socket:
    """The open socket; what arrives while the server still loads waits in its queue."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            hint = f"Stop it, or choose another: PORT={port + 1} make run"
            raise click.ClickException(f"Port {port} is taken by another program. {hint}") from None
        raise click.ClickException(f"Cannot listen on {host}, port {port}: {error.strerror or error}") from None


def address(settings: Settings, listener: socket.socket) -> str:
    """Where people find the portal."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return settings.public_url or f"http://{host}:{listener.getsockname()[1]}"


def gunicorn(settings: Settings, listener: socket.socket) -> list[str]:
    """The command of the web server."""
    shared_memory = Path("/dev/shm")  # noqa: S108 - heartbeat files must not wait for a disk
    return [
        *(sys.executable, "-m", "gunicorn", "wsgi:app", "--config", "python:portal.web.server"),
        *("--bind", f"fd://{listener.fileno()}", "--backlog", str(BACKLOG), "--preload", "--no-control-socket"),
        *("--workers", str(settings.web_workers), "--worker-class", "portal.web.server.FairWorker"),
        *("--threads", str(THREADS), "--graceful-timeout", str(GRACE_SECONDS), "--log-level", "warning"),
        *(("--worker-tmp-dir", str(shared_memory)) if shared_memory.is_dir() else ()),
    ]


def worker() -> list[str]:
    """The command of the worker that feeds the readings."""
    return [sys.executable, "-m", "flask", "--app", "wsgi", "portal", "worker"]
