"""Where tests keep files that live for seconds: in memory when there is room, else on the disk."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

ROOM = 1 << 30  # bytes; containers often give shared memory only 64 MB


def new_directory(prefix: str) -> Path:
    memory = Path("/dev/shm")
    roomy = os.access(memory, os.W_OK) and shutil.disk_usage(memory).free >= ROOM
    return Path(tempfile.mkdtemp(prefix=prefix, dir=memory if roomy else None))
