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

FOLDER = "dumps"  # in the data directory
#: The description of the files that belong together; it is written last, so what it names is whole.
DESCRIPTION = "dump.json"
LEVEL = 6  # of gzip: more costs time and saves little


@dataclass(frozen=True, slots=True)
class DumpFile:
    """``name`` in the directory; ``size`` in bytes and ``sha256`` of the compressed file."""

    format: str
    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Dump:
    """The files of one night; each holds ``total`` tickets as of event ``seq`` at the least."""

    made_at: datetime
    seq: int
    total: int
    files: tuple[DumpFile, ...]

    def file(self, format: str) -> DumpFile | None:
        return next((file for file in self.files if file.format == format), None)


def write(
    directory: Path, stem: str, about: tuple[datetime, int, int], tables: Mapping[str, Callable[[], Iterator[str]]]
) -> Dump:
    """Write one compressed file a format, then the description, then remove the files of the night before.

    ``stem``: how names begin; ``about``: (made_at, seq, total); ``tables``: the chunks of each format. Whoever reads
    meanwhile has the old files whole. Raises OSError, with nothing changed but half-written files of this stem.
    """
    directory.mkdir(parents=True, exist_ok=True)
    files = tuple(_write_one(directory, stem, format, chunks()) for format, chunks in tables.items())
    made_at, seq, total = about
    dump = Dump(made_at, seq, total, files)
    described = {**asdict(dump), "made_at": int(made_at.timestamp())}
    fresh = directory / f"{DESCRIPTION}.new"
    fresh.write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")
    fresh.replace(directory / DESCRIPTION)
    for old in directory.glob("*.gz*"):
        if old.name not in {file.name for file in files}:
            with suppress(FileNotFoundError):
                old.unlink()
    return dump


def _write_one(directory: Path, stem: str, format: str, chunks: Iterator[str]) -> DumpFile:
    name = f"{stem}.{format}.gz"
    half = directory / f"{name}.half"
    with half.open("wb") as raw, gzip.GzipFile(f"{stem}.{format}", "wb", LEVEL, raw, mtime=0) as packed:
        for chunk in chunks:
            packed.write(chunk.encode())
    with half.open("rb") as written:
        digest = hashlib.file_digest(written, "sha256").hexdigest()
    half.replace(directory / name)
    return DumpFile(format, name, (directory / name).stat().st_size, digest)


def read(directory: Path) -> Dump | None:
    """What the description says; None while there is none that can be read."""
    try:
        found = json.loads((directory / DESCRIPTION).read_text(encoding="utf-8"))
        files = tuple(DumpFile(**file) for file in found["files"])
        return Dump(datetime.fromtimestamp(found["made_at"], UTC), found["seq"], found["total"], files)
    except (OSError, ValueError, KeyError, TypeError):
        return None
