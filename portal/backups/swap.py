"""Moves files by renames that are all made or all taken back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from .manifest import BackupError


class HalfDoneError(BackupError):
    """Something failed, and not all that was done before it could be taken back; the text says what stands."""


@dataclass(slots=True)
class Swap:
    """The renames that were made, as (from, to), and the directories that were made for them."""

    made: list[tuple[Path, Path]] = field(default_factory=list)
    directories: list[Path] = field(default_factory=list)

    def move(self, source: Path, directory: Path) -> None:
        """Move a file or directory into another directory of the same disk. Raises OSError, also for a name taken."""
        target = directory / source.name
        if target.exists():
            raise FileExistsError(17, "is there already", str(target))
        if not directory.is_dir():
            directory.mkdir(mode=0o700)
            self.directories.append(directory)
        source.rename(target)
        self.made.append((source, target))

    def take_back(self) -> list[str]:
        """Undo every move, the newest first; a sentence for each that cannot be undone."""
        left = []
        for source, target in reversed(self.made):
            try:
                target.rename(source)
            except OSError as error:
                left.append(f"{source} is now at {target} ({error.strerror or error}).")
        for directory in reversed(self.directories):
            with suppress(OSError):
                directory.rmdir()
        return left


@contextmanager
def all_or_nothing() -> Iterator[Swap]:
    """A Swap that is taken back when the block fails, however. Raises HalfDoneError when that fails as well."""
    swap = Swap()
    try:
        yield swap
    except BaseException as error:
        if left := swap.take_back():
            raise HalfDoneError(f"{error} It could not be undone: {' '.join(left)}") from error
        raise
