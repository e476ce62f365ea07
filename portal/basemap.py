"""The street map under a city's own: an archive of vector tiles (PMTiles, version 3), checked before it is served."""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from pathlib import Path

ENDING = ".pmtiles"
HEADER_BYTES = 127
#: Of the directories and of the tiles: not packed, or gzip, which every browser unpacks.
_READABLE = (1, 2)
_VECTOR = 1


class BasemapError(ValueError):
    """An archive that no map can be drawn from; the text says why."""


@dataclass(frozen=True, slots=True)
class Archive:
    """``version`` changes with the file; ``finest``: the zoom of its most detailed tiles; ``size`` in bytes."""

    path: Path
    version: str
    finest: int
    size: int


def read(path: Path) -> Archive:
    """The archive at a path. Raises BasemapError where it cannot be read or no map can be drawn from it."""
    try:
        state = path.stat()
        with path.open("rb") as file:
            header = file.read(HEADER_BYTES)
    except OSError as error:
        raise BasemapError(f"cannot be read ({error.strerror or error})") from error
    if len(header) < HEADER_BYTES or header[:7] != b"PMTiles":
        raise BasemapError("is no PMTiles archive")
    if header[7] != 3:
        raise BasemapError(f"is a PMTiles archive of version {header[7]}; only version 3 is read")
    parts = struct.unpack("<8Q", header[8:72])  # where each part begins, and how long it is
    end = max(begin + length for begin, length in zip(parts[::2], parts[1::2], strict=True))
    if end > state.st_size:
        raise BasemapError(f"is cut off: it has {state.st_size} of at least {end} bytes")
    if header[99] != _VECTOR:
        raise BasemapError("holds no vector tiles (MVT)")
    if header[97] not in _READABLE or header[98] not in _READABLE:
        raise BasemapError("is packed in a way that browsers do not read; gzip is read")
    told = header + struct.pack("<Qq", state.st_size, state.st_mtime_ns)
    return Archive(path, hashlib.blake2s(told, digest_size=5).hexdigest(), header[101], state.st_size)
