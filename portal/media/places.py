"""Where files lie: in a directory of this machine, or in a bucket of a store that speaks S3."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import fsspec
from botocore.exceptions import BotoCoreError, ClientError

S3 = "s3://"
CONNECT_SECONDS, READ_SECONDS = 3, 10


@contextmanager
def _reached() -> Iterator[None]:
    """A store that is away, or refuses us, is to everybody else a disk that fails."""
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise OSError(f"the store of photos cannot be used: {error}") from error


class Directory:
    """Files readable by their owner alone."""

    def __init__(self, url: str) -> None:
        self.root = Path(url)

    def write(self, path: str, content: bytes) -> None:
        """The name is there only when all of the file is on the disk."""
        target = self.root / path
        for folder in (self.root, target.parent.parent, target.parent):  # parents=True would leave some open to all
            folder.mkdir(mode=0o700, parents=folder is self.root, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".part-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def read(self, path: str) -> bytes:
        return (self.root / path).read_bytes()

    def names(self, folder: str) -> list[str]:
        place = self.root / folder
        return sorted(path.name for path in place.iterdir()) if place.is_dir() else []

    def written_at(self, path: str) -> datetime:
        return datetime.fromtimestamp((self.root / path).stat().st_mtime, UTC)

    def delete(self, path: str) -> None:
        """Its folder goes with its last file."""
        target = self.root / path
        target.unlink(missing_ok=True)
        if target.parent.is_dir() and not any(target.parent.iterdir()):
            target.parent.rmdir()

    def paths(self) -> Iterator[str]:
        """Of all files, in order."""
        return (path.relative_to(self.root).as_posix() for path in sorted(self.root.glob("*/*/*")) if path.is_file())


class Bucket:
    """Objects; a store shows each of them whole or not at all. Keys and endpoint come from the usual AWS_ variables."""

    def __init__(self, url: str) -> None:
        self.root = url.removeprefix(S3).strip("/")
        self._opened: Any = None

    def write(self, path: str, content: bytes) -> None:
        with _reached():
            self._files.pipe_file(f"{self.root}/{path}", content)

    def read(self, path: str) -> bytes:
        with _reached():
            content: bytes = self._files.cat_file(f"{self.root}/{path}")
        return content

    def names(self, folder: str) -> list[str]:
        try:
            with _reached():
                found = self._files.ls(f"{self.root}/{folder}", detail=False)
        except FileNotFoundError:
            return []
        return sorted(path.rpartition("/")[2] for path in found)

    def written_at(self, path: str) -> datetime:
        with _reached():
            found: datetime = self._files.info(f"{self.root}/{path}")["LastModified"]
        return found

    def delete(self, path: str) -> None:
        """A store answers the same for what was there and what was not."""
        with _reached():
            self._files.rm_file(f"{self.root}/{path}")

    def paths(self) -> Iterator[str]:
        """Of all objects, in order."""
        with _reached():
            found = sorted(self._files.find(self.root))
        return (path.removeprefix(f"{self.root}/") for path in found)

    @property
    def _files(self) -> Any:
        """Opened when it is first asked, so in each process apart; the portal starts while its store is away."""
        if self._opened is None:
            client = {"connect_timeout": CONNECT_SECONDS, "read_timeout": READ_SECONDS, "retries": {"max_attempts": 1}}
            own = {"skip_instance_cache": True, "use_listings_cache": False}
            self._opened = fsspec.filesystem("s3", config_kwargs=client, **own)
        return self._opened
