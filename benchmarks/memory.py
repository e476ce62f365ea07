"""What a process costs: its own memory and its part of what it shares (PSS)."""

from __future__ import annotations

from pathlib import Path

from benchmarks.servers import Server, web_workers
from tests.support.processes import family


def pss(server: Server) -> int:
    """Bytes of the largest web worker."""
    return max(map(_pss, web_workers(server)))


def largest(server: Server) -> int:
    """Bytes of the largest process of any server."""
    return max(map(_pss, family(server.pid)))


def _pss(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
