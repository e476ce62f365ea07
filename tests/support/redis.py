"""A Redis server of the tests' own: nothing is written to a disk, reached by a Unix socket, gone when they end."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis

from tests.support.need import missing
from tests.support.processes import wait_for
from tests.support.scratch import new_directory


@contextmanager
def running() -> Iterator[str]:
    """The address of an empty server, as REDIS_URL takes it. Skips the test where the program is missing."""
    program = shutil.which("redis-server") or missing("Redis", "apt-get install redis-server")
    directory = new_directory("pantau-redis-")
    socket = directory / "socket"
    options = ("--port", "0", "--unixsocket", str(socket), "--save", "", "--appendonly", "no", "--dir", str(directory))
    process = subprocess.Popen([program, *options], stdout=subprocess.DEVNULL)
    try:
        wait_for(lambda: answers(socket))
        yield f"unix://{socket}"
    finally:
        process.terminate()
        process.wait(timeout=30)
        shutil.rmtree(directory, ignore_errors=True)


def client(url: str) -> redis.Redis:
    return redis.Redis.from_url(url)


def answers(socket: Path) -> bool:
    try:
        return bool(redis.Redis(unix_socket_path=str(socket)).ping())
    except redis.ConnectionError:
        return False
