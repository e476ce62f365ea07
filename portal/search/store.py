"""Keeps the builds of an index on disk, so that a rebuilt index replaces the old one in a single step."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from .. import clock

_POINTER = "current"
_SEQ = "seq"
_DATABASE = "database"
_DAMAGED = "damaged"
_LOST = "lost"
_ABANDONED_S = 86_400  # a build that was not finished is removed after this long


class Store:
    """A directory of builds: the file ``current`` names the build in use, whose file ``seq`` is its checkpoint.

    The file ``database`` in it names the database that it is of, once that is known, and beside the checkpoint stands
    the mark of that event, so that an index which is ahead of its database, or of another history, is known.
    ``seq`` is written after the commit, so after a crash it is at most too old, and some events are indexed twice.
    """

    def __init__(self, root: Path, create: Callable[[Path], None]) -> None:
        self._root = root
        self._create = create
        self._database = ""

    def belong(self, database: str) -> None:
        """Builds are of this database from now on; one in use that is of another is replaced by an empty one."""
        self._database = database
        build = self.current()
        if not (build / _DATABASE).exists():
            _write(build / _DATABASE, database, replace=False)
        if (build / _DATABASE).read_text() != database:
            self._publish(self.begin(), replace=True)

    def current(self) -> Path:
        """The build in use; an empty one is made when there is none, or only the name of one."""
        named = self._named()
        if named is not None and named.is_dir():
            return named
        if named is None or self._named() == named:
            self._publish(self.begin(), replace=named is not None)
        return self._root / (self._root / _POINTER).read_text()

    def _named(self) -> Path | None:
        with contextlib.suppress(FileNotFoundError):
            name = _read(self._root / _POINTER)
            return self._root / (name if name.startswith("build-") else "build-of-nothing")
        return None

    def discard(self) -> None:
        """Put an empty build in use, which says that what was there is lost."""
        build = self.begin()
        _write(build / _LOST, "", replace=True)
        self.finish(build, 0)

    def lost(self, build: Path) -> bool:
        """Whether the build is empty only because what it held was lost."""
        return (build / _LOST).exists()

    def report(self, build: Path) -> None:
        """Leave word that a build cannot be read; on a disk that takes nothing the worker finds it by itself."""
        with contextlib.suppress(OSError):
            _write(self._root / _DAMAGED, build.name, replace=True)

    def reported(self, build: Path) -> bool:
        """Whether a reader has found this build damaged."""
        with contextlib.suppress(OSError):
            return (self._root / _DAMAGED).read_text() == build.name
        return False

    def stamp(self) -> tuple[int, int]:
        """Changes whenever another build is put in use."""
        try:
            found = (self._root / _POINTER).stat()
        except FileNotFoundError:
            return 0, 0
        return found.st_ino, found.st_mtime_ns

    def begin(self) -> Path:
        """A new build that is not in use yet."""
        self._root.mkdir(parents=True, exist_ok=True)
        build = Path(tempfile.mkdtemp(prefix="build-", dir=self._root))
        self._create(build)
        if self._database:
            _write(build / _DATABASE, self._database, replace=True)
        return build

    def finish(self, build: Path, seq: int, mark: str = "") -> None:
        """Put a build in use; the one before is removed. Readers that have it open keep it until they look again."""
        before = self.current()
        self.set_seq(build, seq, mark)
        self._publish(build, replace=True)
        if before != build:
            shutil.rmtree(before, ignore_errors=True)
        self._clear_abandoned()

    def drop(self, build: Path) -> None:
        """Remove a build that was not finished."""
        if not (self._root / _POINTER).exists() or self.current() != build:
            shutil.rmtree(build, ignore_errors=True)

    def seq(self, build: Path) -> int:
        """The checkpoint; 0, which asks for a rebuild, also when its file is not whole."""
        return int(self._position(build)[0])

    def mark(self, build: Path) -> str:
        """What the event of the checkpoint is known by; "" when nobody said."""
        return self._position(build)[1]

    def _position(self, build: Path) -> tuple[str, str]:
        try:
            seq, _, mark = _read(build / _SEQ).partition(" ")
        except (OSError, ValueError):
            return "0", ""
        return (seq, mark) if seq.isascii() and seq.isdigit() else ("0", "")

    def set_seq(self, build: Path, seq: int, mark: str = "") -> None:
        _write(build / _SEQ, f"{seq} {mark}".rstrip(), replace=True)

    def _publish(self, build: Path, *, replace: bool) -> None:
        _write(self._root / _POINTER, build.name, replace=replace)

    def _clear_abandoned(self) -> None:
        used = self.current()
        for build in self._root.glob("build-*"):
            with contextlib.suppress(FileNotFoundError):
                if build != used and clock.now().timestamp() - build.stat().st_mtime > _ABANDONED_S:
                    shutil.rmtree(build, ignore_errors=True)


def _read(path: Path) -> str:
    """A file of one short line, which every request asks for."""
    file = os.open(path, os.O_RDONLY)
    try:
        return os.read(file, 1000).decode()
    finally:
        os.close(file)


def _write(path: Path, text: str, *, replace: bool) -> None:
    """Write a file whole or not at all; with ``replace`` False an existing file stays."""
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary = Path(name)
    if replace:
        temporary.replace(path)
        return
    with contextlib.suppress(FileExistsError):
        os.link(temporary, path)
    temporary.unlink()
