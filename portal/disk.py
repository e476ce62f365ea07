"""Whether the data directory takes what is written to it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

LEAST_FREE = 64 << 20  # bytes; with less the next import or rebuild fills the disk


def takes_writing(directory: Path) -> bool:
    """Write a few bytes and take them back; False on a disk that is full, nearly full or read-only."""
    try:
        with tempfile.TemporaryFile(dir=directory) as file:
            file.write(bytes(4096))
            file.flush()
        room = os.statvfs(directory)
    except OSError:
        return False
    return room.f_bavail * room.f_frsize >= LEAST_FREE
