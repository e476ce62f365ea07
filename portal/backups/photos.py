"""Photos that lie outside of the data directory: into a backup and back to where MEDIA_URL says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..media.places import Directory
from ..media.store import MediaStore
from .manifest import PHOTOS

WITHIN = "media"  # their folder in the data directory, unless MEDIA_URL names another place


def beside(store: MediaStore, data: Path) -> bool:
    """Whether they lie in the data directory and are packed with it."""
    return isinstance(store.place, Directory) and store.place.root.is_relative_to(data)


def elsewhere(store: MediaStore, data: Path) -> Iterator[tuple[str, bytes]]:
    """Path and content of each file that a backup of the data directory would lack."""
    for path in () if beside(store, data) else store.place.paths():
        yield path, store.place.read(path)


def bring_back(laid_out: Path, store: MediaStore, data: Path) -> None:
    """Put the photos of a backup, whose other files are in their place, where MEDIA_URL says, wherever they lay."""
    folders = [laid_out / PHOTOS]
    if not beside(store, data):
        folders.append(data / WITHIN)
    for folder in folders:
        for file in sorted(folder.glob("*/*/*")):
            store.place.write(file.relative_to(folder).as_posix(), file.read_bytes())
