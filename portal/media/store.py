"""The files of photos, by the key of their picture: written whole, read whole, removed without a trace."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime

from .places import S3, Bucket, Directory

#: The random name of a picture's files, as secrets.token_urlsafe writes it.
KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
#: What was handed in, byte for byte; never public.
ORIGINAL = "original"
#: Makes the file of a key that was never written, by the name of the file; None when it is none of its keys.
Draw = Callable[[str, str], bytes | None]


class MediaStore:
    """Raises OSError when the place of the files cannot be reached, or has no room."""

    def __init__(self, url: str, draw: Draw | None = None) -> None:
        """``url``: the path of a directory, or s3://bucket/prefix. ``draw``: makes the demonstration's pictures."""
        self._draw = draw
        self.place: Directory | Bucket = Bucket(url) if url.startswith(S3) else Directory(url)

    @property
    def draws(self) -> bool:
        """Whether files may be missing that are drawn when they are asked for: the demonstration's."""
        return self._draw is not None

    def put(self, key: str, files: Mapping[str, bytes]) -> None:
        """Write all files of a key, or none; whoever reads one sees it whole."""
        try:
            for name, content in files.items():
                self.place.write(_path(key, name), content)
        except BaseException:
            self.remove(key)
            raise

    def get(self, key: str, name: str) -> bytes:
        """Raises FileNotFoundError when there is no such file."""
        try:
            return self.place.read(_path(key, name))
        except FileNotFoundError:
            drawn = self._draw(key, name) if self._draw else None
            if drawn is None:
                raise
            with suppress(OSError):  # it can be drawn again
                self.place.write(_path(key, name), drawn)
            return drawn

    def names(self, key: str) -> list[str]:
        """Of the files of a key, in order."""
        return self.place.names(_path(key))

    def remove(self, key: str, *names: str) -> None:
        """Remove these files of a key, all of them when none is named; those that are gone already are no error."""
        for name in names or self.names(key):
            self.place.delete(_path(key, name))

    def written_at(self, key: str) -> datetime:
        """When the newest file of a key was written, aware UTC."""
        return max(self.place.written_at(_path(key, name)) for name in self.names(key))

    def keys(self) -> Iterator[str]:
        """Of all that is there, in order."""
        last = ""
        for path in self.place.paths():
            key = path.split("/")[-2]
            if key != last and KEY.fullmatch(key):
                yield key
            last = key


def _path(key: str, *name: str) -> str:
    if not KEY.fullmatch(key):
        raise FileNotFoundError(key)
    return "/".join((key[:2], key, *name))
