"""The whole portal as it is run: gunicorn and the worker, in processes of their own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.serving import make_server

from portal.config import Settings

ROOT = Path(__file__).resolve().parents[2]
STOP_SECONDS = 25


@dataclass(frozen=True, slots=True)
class Live:
    """A running portal."""

    address: str


@dataclass(frozen=True, slots=True)
class Served(Live):
    """One that `flask portal serve` runs."""

    process: subprocess.Popen[str]


@contextmanager
def in_thread(app: Flask) -> Iterator[Live]:
    """A portal that a thread of this process answers for, in which the clock of the test stands."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Live(f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    thread.join()


def environment(settings: Settings, **more: str) -> dict[str, str]:
    """The environment that makes another process run with these settings."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(settings.data),
        "PANTAU_DATA": str(settings.data),
        "DATABASE_URL": settings.database_url,
        "SECRET_KEY": settings.secret_key,
        "CITY": settings.city,
        "SEARCH_ENGINE": settings.search_engine,
        "HOST": "127.0.0.1",
        "PORT": "0",  # any free port; the first line printed tells which
        "WEB_WORKERS": "1",
        "RATE_LIMIT": "1000000",  # counted as in a city, and never too many
        "NIGHTLY_FILES": "off",
        "BASEMAP": settings.basemap,
        "SMTP_URL": settings.smtp_url,
        "MAIL_FROM": settings.mail_from,
        "MAIL_BOUNCES": settings.mail_bounces,
        "PUBLIC_URL": settings.public_url,
        **more,
    }


def flask(*arguments: str) -> list[str]:
    """The command line of ``flask portal ARGUMENTS``."""
    return [sys.executable, "-m", "flask", "--app", "wsgi", "portal", *arguments]


@contextmanager
def serving(settings: Settings, **more: str) -> Iterator[Served]:
    """Run ``flask portal serve`` until the block ends."""
    process = subprocess.Popen(
        flask("serve"),
        cwd=ROOT,
        env=environment(settings, **more),
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert process.stdout
        line = process.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, f"the portal did not start: {line!r}"
        yield Served(found.group(), process)
    finally:
        stop_group(process)


def stop_group(process: subprocess.Popen[Any]) -> None:
    """Stop a process that leads a session of its own; what is left of its children then is killed."""
    process.terminate()
    try:
        process.wait(timeout=STOP_SECONDS)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
