"""How gunicorn runs the portal: `gunicorn wsgi:app` reads this file; reasons in docs/decisions/stock-server.md."""

from __future__ import annotations

import gc
import socket
import struct
from pathlib import Path
from typing import Any

from portal.config import from_environment

SOCKET_SECONDS = 10  # a visitor who sends or takes nothing for so long is given up

settings = from_environment()
bind = [f"[{settings.host}]:{settings.port}" if ":" in settings.host else f"{settings.host}:{settings.port}"]
workers = settings.web_workers
worker_class = "gthread"
threads = 4  # some are held by visitors who say nothing yet; more would make pages at once and wait for each other
preload_app = True
graceful_timeout = 10  # seconds that a request in progress may go on after the stop was asked for
loglevel = "warning"
control_socket_disable = True
if Path("/dev/shm").is_dir():  # noqa: S108 - the files by which workers show that they live must not wait for a disk
    worker_tmp_dir = "/dev/shm"  # noqa: S108


def when_ready(server: Any) -> None:
    """Limit how long one visitor can hold a thread; connections inherit the limits of the socket they come in by."""
    limit = struct.pack("ll", SOCKET_SECONDS, 0)
    for listener in server.LISTENERS:
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, limit)
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, limit)


def pre_fork(_server: Any, _worker: Any) -> None:
    """Keep the collector off what was loaded before the fork, so that its memory stays shared."""
    gc.freeze()


def post_fork(_server: Any, worker: Any) -> None:
    """Two processes must never use one database connection."""
    application = worker.app.wsgi()
    if "sqlalchemy" in application.extensions:
        with application.app_context():
            application.extensions["sqlalchemy"].engine.dispose(close=False)
