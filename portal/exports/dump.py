"""Ready files of a whole city: written once, read by many, with their sizes and hashes in a description beside them."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

FOLDER = "dumps"  # in the data directory
#: The description of the files that belong together; it is written last, so what it names is whole.
DESCRIPTION = "dump.json"
LEVEL = 6  # of gzip: more costs time and saves little


@dataclass(frozen=True, slots=True)
class DumpFile:
    """``key``: table and format, as ``tickets.csv``; ``name`` in the directory; ``size`` in bytes and ``sha256`` of the
    compressed file."""

    key: str
    name: str
    size: int
    sha256: str


class Made(NamedTuple):
    """Of what moment files are: ``total`` tickets as of event ``seq``, whose hash is ``head`` in hex."""

    at: datetime
    seq: int
    head: str
    total: int


@dataclass(frozen=True, slots=True)
class Dump:
    """The files of one night; each holds ``total`` tickets as of event ``seq`` at the least, whose hash is ``head``."""

    made_at: datetime
    seq: int
    head: str
    total: int
    files: tuple[DumpFile, ...]

    def file(self, key: str) -> DumpFile | None:
        return next((file for file in self.files if file.key == key), None)


def write(directory: Path, stem: str, made: Made, tables: Mapping[str, Callable[[], Iterator[str]]]) -> Dump:
    """Write one compressed file a key, then the description, then remove the files of the night before.

    ``stem``: how names begin; ``made``: when, of what; ``tables``: the chunks of each file by its key. Whoever reads
    meanwhile has the old files whole. Raises OSError, with nothing changed but half-written files of this stem.
    """
    directory.mkdir(parents=True, exist_ok=True)
    files = tuple(_write_one(directory, stem, key, chunks()) for key, chunks in tables.items())
    dump = Dump(made.at, made.seq, made.head, made.total, files)
    described = {**asdict(dump), "made_at": int(made.at.timestamp())}
    fresh = directory / f"{DESCRIPTION}.new"
    fresh.write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")
    fresh.replace(directory / DESCRIPTION)
    for old in directory.glob("*.gz*"):
        if old.name not in {file.name for file in files}:
            with suppress(FileNotFoundError):
                old.unlink()
    return dump


def _write_one(directory: Path, stem: str, key: str, chunks: Iterator[str]) -> DumpFile:
    name = f"{stem}-{key}.gz"
    half = directory / f"{name}.half"
    with half.open("wb") as raw, gzip.GzipFile(f"{stem}-{key}", "wb", LEVEL, raw, mtime=0) as packed:
        for chunk in chunks:
            packed.write(chunk.encode())
    with half.open("rb") as written:
        digest = hashlib.file_digest(written, "sha256").hexdigest()
    half.replace(directory / name)
    return DumpFile(key, name, (directory / name).stat().st_size, digest)


def read(directory: Path) -> Dump | None:
    """What the description says; None while there is none that can be read."""
    try:
        found = json.loads((directory / DESCRIPTION).read_text(encoding="utf-8"))
        files = tuple(DumpFile(**file) for file in found["files"])
        at = datetime.fromtimestamp(found["made_at"], UTC)
        return Dump(at, found["seq"], found["head"], found["total"], files)
    except (OSError, ValueError, KeyError, TypeError):
        return None
