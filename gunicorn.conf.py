"""How gunicorn runs the portal: `gunicorn wsgi:app` reads this file; reasons in docs/decisions/stock-server.md."""

from __future__ import annotations

import faulthandler
import gc
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

# Where all processes count together; prometheus_client asks for it when it is imported, so it comes first.
os.environ["PROMETHEUS_MULTIPROC_DIR"] = counters = tempfile.mkdtemp(prefix="pantau-counters-")

from click import ClickException

from portal.commands.orphans import PARENT, end_with_parent
from portal.commands.serve import limit_waiting, use
from portal.config import from_environment
from portal.web.preloading import disconnect, preload

faulthandler.enable()  # a crash below Python says in which thread and line it was
settings = from_environment()
try:
    used = use(settings.data)  # kept by every process until it ends, so that no backup is restored under it
except ClickException as refused:
    raise SystemExit(refused.message) from refused
bind = [f"[{settings.host}]:{settings.port}" if ":" in settings.host else f"{settings.host}:{settings.port}"]
workers = settings.web_workers
worker_class = "gthread"
threads = 8  # most of them wait for a visitor who is slow to speak or to read
preload_app = True
graceful_timeout = 10  # seconds that a request in progress may go on after the stop was asked for
loglevel = "error"  # a warning would name the address of who sent a broken request
limit_request_line = 8190  # the portal refuses less by a page of its own: web/limits.py
limit_request_field_size = 32_000
# Whose forwarded words count is TRUSTED_PROXIES' to say, by web/proxies.py: gunicorn itself believes nobody.
forwarded_allow_ips = ""
secure_scheme_headers: dict[str, str] = {}
forwarder_headers = ""
control_socket_disable = True
if Path("/dev/shm").is_dir():  # noqa: S108 - the files by which workers show that they live must not wait for a disk
    worker_tmp_dir = "/dev/shm"  # noqa: S108


def when_ready(server: Any) -> None:
    """Limit how long one visitor can hold a thread, and load what all processes will need; end with who started us."""
    for listener in server.LISTENERS:
        limit_waiting(listener.sock)
    preload(server.app.wsgi())
    end_with_parent(os.environ.get(PARENT, ""))


def pre_fork(server: Any, _worker: Any) -> None:
    """Keep the collector off what was loaded before the fork, so that its memory stays shared; and let it look for
    rings of what nobody holds once in many pages, not twice in each: that took a sixtieth of a search."""
    disconnect(server.app.wsgi())
    gc.freeze()
    gc.set_threshold(10_000)


def on_exit(_server: Any) -> None:
    """Nobody reads the counters of a server that has gone."""
    shutil.rmtree(counters, ignore_errors=True)
