"""One file with everything: a gzipped tar of the database's copy, the files of the data directory, and the manifest."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import tarfile
import tempfile
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO

from .manifest import DATABASES, FILES, NAME, PHOTOS, BackupError, Manifest, read
from .swap import Swap

#: Of the data directory, what says only what runs at this moment.
LOCKS = ("serving", "working", "import.lock")
#: What is in the database's copy already, or is written anew from it each night.
LEFT_OUT = ("pantau.db", "pantau.db-wal", "pantau.db-shm", "pantau.db-journal", "dumps", *LOCKS)
KEY = "secret-key"
OURS = (".backup-", ".restore-", "replaced-", "secret-key-")
_SMALL = 32 << 20  # bytes of a file that is read whole, so that what is hashed is what is kept
Progress = Callable[[int, int], None]


def pack(
    target: Path,
    data: Path,
    copy: Path,
    manifest: Manifest,
    database: Collection[Path] = (),
    photos: Iterable[tuple[str, bytes]] = (),
) -> None:
    """Write the archive whole or not at all. Raises BackupError when the file is there already.

    ``copy``: the copy of the database; ``database``: the files that it was made of, which are left out.
    ``photos``: those that lie elsewhere, by their path.
    """
    if target.exists():
        raise BackupError(f"{target} is there already; give another name.")
    files: dict[str, str] = {}
    partial = target.with_name(f"{target.name}.part")
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=3) as archive:
                files[DATABASES[manifest.kind]] = _add_large(archive, DATABASES[manifest.kind], copy)
                for beside in _beside(data, database):
                    name = FILES + beside.relative_to(data).as_posix()
                    if (digest := _add(archive, name, beside)) is not None:
                        files[name] = digest
                for path, content in photos:
                    files[PHOTOS + path] = _add_bytes(archive, PHOTOS + path, content)
                _add_bytes(archive, NAME, replace(manifest, files=files).written())
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def unpack(source: Path, into: Path, progress: Progress) -> Manifest:
    """Lay an archive out in an empty directory and compare every file with the manifest. Raises BackupError."""
    size = source.stat().st_size
    found: dict[str, str] = {}
    try:
        with source.open("rb") as file, tarfile.open(fileobj=file, mode="r|gz") as archive:
            for member in archive:
                if not member.isfile() or member.name.startswith("/") or ".." in Path(member.name).parts:
                    raise BackupError("It holds what no backup of Pantau holds.")
                found[member.name] = _lay_out(archive.extractfile(member), into / member.name)
                progress(file.tell(), size)
    except (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise BackupError("It is no backup of Pantau, or it is damaged or cut off.") from error
    if found.pop(NAME, None) is None:
        raise BackupError("It is no backup of Pantau, or it is cut off: it has no manifest.")
    manifest = read((into / NAME).read_bytes())
    wrong = sorted(name for name in found.keys() | manifest.files.keys() if found.get(name) != manifest.files.get(name))
    if wrong:
        raise BackupError(f"It is damaged: {wrong[0]} is not what was packed.")
    return manifest


def workplace(directory: Path, kind: str) -> tempfile.TemporaryDirectory[str]:
    """A directory of our own on the same disk, which goes when it is left."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    return tempfile.TemporaryDirectory(prefix=f".{kind}-", dir=directory)


def contents(data: Path) -> list[str]:
    """Names in a data directory that a restored one would take the place of; a key alone is none."""
    names = sorted(path.name for path in data.iterdir()) if data.is_dir() else []
    return [name for name in names if name not in (KEY, *LOCKS) and not name.startswith(OURS)]


def put_files(laid_out: Path, data: Path, swap: Swap, aside: Path) -> None:
    """Move the files of an archive into a data directory, and what is there before aside: nothing is destroyed."""
    brought = sorted((laid_out / FILES).iterdir()) if (laid_out / FILES).is_dir() else []
    there = contents(data)
    for name in there:
        swap.move(data / name, aside)
    if (data / KEY).exists() and any(path.name == KEY for path in brought):
        swap.move(data / KEY, aside if there else laid_out)
    for path in brought:
        swap.move(path, data)


def _beside(data: Path, database: Collection[Path]) -> Iterator[Path]:
    for path in sorted(data.rglob("*")):
        first = path.relative_to(data).parts[0]
        if path.is_file() and first not in LEFT_OUT and not first.startswith(OURS) and path not in database:
            yield path


def _add(archive: tarfile.TarFile, name: str, path: Path) -> str | None:
    """None for a file that went meanwhile: the index is rebuilt if it is not whole."""
    try:
        if path.stat().st_size > _SMALL:
            return _add_large(archive, name, path)
        return _add_bytes(archive, name, path.read_bytes())
    except FileNotFoundError:
        return None


def _add_bytes(archive: tarfile.TarFile, name: str, content: bytes) -> str:
    archive.addfile(_entry(name, len(content)), io.BytesIO(content))
    return hashlib.sha256(content).hexdigest()


def _add_large(archive: tarfile.TarFile, name: str, path: Path) -> str:
    """A file that does not change any more."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        archive.addfile(_entry(name, path.stat().st_size), file)
    return digest


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry


def _lay_out(content: IO[bytes] | None, place: Path) -> str:
    assert content is not None
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while chunk := content.read(1 << 20):
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()
