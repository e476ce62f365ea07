"""What a process costs: its own memory and its part of what it shares (PSS)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from benchmarks.servers import Server, web_workers
from tests.support.processes import family

LOOK = 0.3  # seconds


def pss(server: Server) -> int:
    """Bytes of the largest web worker."""
    return max(map(_pss, web_workers(server)))


def largest(server: Server) -> int:
    """Bytes of the largest process of any server."""
    return max(map(_pss, family(server.pid)))


@dataclass(slots=True)
class Together:
    """The most bytes that a process and those it has forked held at one of the moments that were looked at."""

    most: int = 0


@contextmanager
def looked_at(pid: int) -> Iterator[Together]:
    """Look at a process some times a second, until it is gone or this ends."""
    found, over = Together(), Event()

    def look() -> None:
        while not over.wait(LOOK):
            with suppress(OSError, StopIteration):  # one is gone meanwhile
                found.most = max(found.most, sum(map(_pss, family(pid))))

    thread = Thread(target=look)
    thread.start()
    try:
        yield found
    finally:
        over.set()
        thread.join()


def _pss(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
