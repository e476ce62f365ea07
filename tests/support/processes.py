"""Watching real processes: waiting for what they do, and counting what they leave behind."""

from __future__ import annotations

import socket
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path


def wait_for(what: Callable[[], bool], seconds: float = 60) -> None:
    """Return once ``what`` holds; fail when it does not within ``seconds``."""
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits to be noticed does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def family(pid: int) -> set[int]:
    """A process and all that descend from it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return {pid}.union(*(family(int(child)) for child in children))


def wait_for_page(address: str, text: str, seconds: float = 60) -> None:
    """Return once what an address of this machine answers has ``text`` in it, spaces aside."""
    wanted = text.replace(" ", "")

    def there() -> bool:
        try:
            with urllib.request.urlopen(address) as answer:
                return wanted in answer.read().decode().replace(" ", "")
        except ConnectionError:  # it waited for a server that was still starting, for longer than one visitor may
            return False

    wait_for(there, seconds)


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def answers(port: int) -> bool:
    """Whether somebody listens on this port of the machine."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            return True
    except OSError:
        return False
