"""What runs here: versions, and how much room the disk has, for the operator's page."""

from __future__ import annotations

import platform
import shutil
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

#: The packages that an operator is asked about first.
ASKED = ("Flask", "Werkzeug", "SQLAlchemy", "gunicorn", "tantivy", "psycopg", "redis", "argon2-cffi")
LOW = 0.1  # of a disk; less room than that is said in colour


@dataclass(frozen=True, slots=True)
class Installation:
    """``sizes``: bytes below each entry of the data directory; ``free`` and ``total``: of its disk."""

    versions: tuple[tuple[str, str], ...]
    sizes: tuple[tuple[str, int], ...]
    free: int
    total: int

    @property
    def low(self) -> bool:
        """Whether the disk will soon be full."""
        return self.free < LOW * self.total


def installation(data: Path) -> Installation:
    disk = shutil.disk_usage(data)
    sizes = tuple((entry.name, size_of(entry)) for entry in sorted(data.iterdir()))
    return Installation((("Python", platform.python_version()), *_packages()), sizes, disk.free, disk.total)


def size_of(path: Path) -> int:
    """Bytes of a file, or of all files below a directory; those that vanish meanwhile are not counted."""
    total = 0
    for file in path.rglob("*") if path.is_dir() else [path]:
        with suppress(OSError):
            total += file.stat().st_size if file.is_file() else 0
    return total


def _packages() -> list[tuple[str, str]]:
    found = []
    for name in ASKED:
        with suppress(PackageNotFoundError):
            found.append((name, version(name)))
    return found
