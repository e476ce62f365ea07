"""What `flask portal serve` started ends with it, also where it was killed; and who has a port that is taken."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

PARENT = "PANTAU_SERVED_BY"  # the variable that tells the web server who started it
LOOK = 1.0  # seconds between looks at the parent
_LISTENS = "0A"  # a socket's state in /proc/net/tcp


def end_with_parent(parent: str) -> None:
    """Stop this process, as SIGTERM does, once the one of this number is gone; does nothing where it is no number.

    To be called by the master of a web server: its processes see for themselves when their master is gone.
    """
    if parent.isdigit():
        threading.Thread(target=_watch, args=(int(parent),), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK)
    os.kill(os.getpid(), signal.SIGTERM)


def listener_of(port: int) -> int | None:
    """The process, of those that this user may look into, that listens on a port; None where it cannot be known."""
    sockets = {f"socket:[{number}]" for table in ("tcp", "tcp6") for number in _listening(table, port)}
    for files in Path("/proc").glob("[0-9]*/fd") if sockets else ():
        try:
            if any(str(file.readlink()) in sockets for file in files.iterdir()):
                return int(files.parent.name)
        except OSError:  # it has ended, or is another user's
            continue
    return None


def is_ours(pid: int) -> bool:
    """Whether a process is a web server of a portal."""
    try:
        return b"wsgi:app" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def _listening(table: str, port: int) -> list[str]:
    try:
        rows = Path(f"/proc/net/{table}").read_text().splitlines()[1:]
    except OSError:  # a system without it
        return []
    cells = (row.split() for row in rows)
    return [row[9] for row in cells if row[3] == _LISTENS and int(row[1].rpartition(":")[2], 16) == port]
